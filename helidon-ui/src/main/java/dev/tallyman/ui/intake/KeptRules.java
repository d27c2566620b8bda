package dev.tallyman.ui.intake;

import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.rules.RulesException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A copy of the last good rules on the volume: while those of Git are wrong, a server that starts
 * anew comes up with these.
 */
record KeptRules(Path file, Habitat habitat) {
    private static final System.Logger LOG = System.getLogger(KeptRules.class.getName());

    /** Empty where none were kept. */
    Optional<Rules> read() {
        try {
            return Files.exists(file) ? Optional.of(Rules.load(Optional.of(file), habitat)) : Optional.empty();
        } catch (RulesException e) {
            // Kept by another version of the program.
            LOG.log(Level.WARNING, "the kept rules cannot be used either: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The good ones before these. */
    Path before() {
        return file.resolveSibling(file.getFileName() + ".before");
    }

    /** Keeps the rules of a file; one that has just changed again is kept the next time. */
    void keep(Path from, Rules good) {
        try {
            byte[] bytes = Files.readAllBytes(from);
            if (!Rules.parse(bytes, from.toString(), habitat).version().equals(good.version())
                    || (Files.exists(file) && Arrays.equals(bytes, Files.readAllBytes(file)))) {
                return;
            }
            if (Files.exists(file)) {
                Files.copy(file, before(), StandardCopyOption.REPLACE_EXISTING);
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (ClosedByInterruptException e) {
            // The server stops; the next one keeps them.
        } catch (IOException | RulesException e) {
            LOG.log(Level.WARNING, "the rules could not be kept on the volume: " + e.getMessage());
        }
    }
}
