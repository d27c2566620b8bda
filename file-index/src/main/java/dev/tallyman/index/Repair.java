package dev.tallyman.index;

/** One difference between the volume and the index. */
sealed interface Repair {
    /** A file that has no row. {@code arrived} in milliseconds since 1970. */
    record New(FilePath path, DiskFacts facts, long arrived) implements Repair {}

    /** A file with other bytes than its row says, or one that is back. */
    record Changed(long id, FilePath path, DiskFacts facts, long arrived) implements Repair {}

    /** A row without a file. */
    record Missing(long id) implements Repair {}

    /** A row whose file lies in the trash: a delete was cut off between its move and its row. */
    record InTrash(long id) implements Repair {}
}
