package dev.tallyman.index.repair;

import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;

/** One difference between the volume and the index. */
public sealed interface Difference {
    /** A file that has no row. {@code arrived} in milliseconds since 1970. */
    record New(FilePath path, DiskFacts facts, long arrived) implements Difference {}

    /** A file with other bytes than its row says, or one that is back. */
    record Changed(long id, FilePath path, DiskFacts facts, long arrived) implements Difference {}

    /** A row whose file is not where the row says. */
    record Absent(long id) implements Difference {}

    /** A name in the trash that is no row's there. */
    record Stray(FilePath name) implements Difference {}

    /** A row in the trash whose bytes are nowhere. */
    record Ghost(long id) implements Difference {}
}
