package dev.tallyman.ui.access;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a small file says, read again when it has changed. A change that cannot be used leaves what
 * was there before in force, and the log says so.
 */
final class FollowedFile<T> {
    private static final System.Logger LOG = System.getLogger(FollowedFile.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final Function<String, T> parse;
    private final InstantSource clock;
    private T content;
    private Stamp stamp;
    private Instant looked;
    private String trouble = "";

    // A Secret of Kubernetes changes by a link that leads elsewhere: another inode.
    private record Stamp(@Nullable Object inode, FileTime modified, long size) {
        static Stamp of(Path file) throws IOException {
            var facts = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(facts.fileKey(), facts.lastModifiedTime(), facts.size());
        }
    }

    /**
     * Reads it.
     *
     * @param parse throws {@link SettingException} for what cannot be used
     */
    FollowedFile(Path file, Function<String, T> parse, InstantSource clock) {
        this.file = file;
        this.parse = parse;
        this.clock = clock;
        this.looked = clock.instant();
        try {
            this.stamp = Stamp.of(file);
            this.content = read(stamp);
        } catch (IOException e) {
            throw new SettingException(file + " cannot be read (" + e + "); check the path, and that this user may.");
        }
    }

    synchronized T get() {
        Instant now = clock.instant();
        if (!now.isBefore(looked.plus(LOOK)) || now.isBefore(looked)) {
            looked = now;
            look();
        }
        return content;
    }

    private void look() {
        try {
            Stamp seen = Stamp.of(file);
            if (!seen.equals(stamp)) {
                content = read(seen);
                stamp = seen;
                LOG.log(Level.INFO, "Read " + file + " again");
            }
            trouble = "";
        } catch (IOException | SettingException e) {
            String said = file + " cannot be used, what it said before holds: " + e.getMessage();
            if (!said.equals(trouble)) {
                LOG.log(Level.WARNING, said);
            }
            trouble = said;
        }
    }

    private T read(Stamp seen) throws IOException {
        if (seen.size() > LARGEST) {
            throw new SettingException(file + " is larger than 1 MiB; give the right file.");
        }
        return parse.apply(Files.readString(file, StandardCharsets.UTF_8));
    }
}
