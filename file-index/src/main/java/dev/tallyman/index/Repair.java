package dev.tallyman.index;

/** One difference between the volume and the index. */
sealed interface Repair {
    /** A file that has no row. {@code arrived} in milliseconds since 1970. */
    record New(FilePath path, DiskFacts facts, long arrived) implements Repair {}

    /** A file with other bytes than its row says, or one that is back. */
    record Changed(long id, FilePath path, DiskFacts facts, long arrived) implements Repair {}

    /** A row whose file is not where the row says. */
    record Absent(long id) implements Repair {}

    /** A name in the trash that is no row's there. */
    record Stray(FilePath name) implements Repair {}

    /** A row in the trash whose bytes are nowhere. */
    record Ghost(long id) implements Repair {}
}
