package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The very file that a program has open as the index, by device and inode. Its name can be taken
 * from it while it is open, and SQLite goes on writing into what nobody will ever find.
 */
final class IndexIdentity {
    private final Path path;
    private final Optional<Object> opened;

    /** Of the file that is there now; whoever opens it then proves that it is still there. */
    IndexIdentity(Path path) {
        this.path = path;
        this.opened = there();
    }

    /** Throws {@link IntakeException.Unusable} unless it still has its name. */
    void prove() {
        Optional<Object> there = there();
        if (there.equals(opened)) {
            return;
        }
        throw new IntakeException.Unusable(
                there.isEmpty()
                        ? "The index was removed under the running program: "
                                + path
                                + " is gone. Nothing is taken in or changed until it is back. Put it back, or stop every"
                                + " program that uses it and put last night’s backup there (tallyman restore), and start again."
                        : "The index was replaced under the running program: "
                                + path
                                + " is another file now. Nothing is taken in or changed until this program is started again,"
                                + " which then uses that one.");
    }

    /** True when another file has its name: it will not come back by itself. */
    boolean isReplaced() {
        Optional<Object> there = there();
        return there.isPresent() && !there.equals(opened);
    }

    private Optional<Object> there() {
        try {
            return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IntakeException.Unusable("The index cannot be looked at: " + e.getMessage(), e);
        }
    }
}
