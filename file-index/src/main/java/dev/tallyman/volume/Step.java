package dev.tallyman.volume;

/**
 * A moment in which the bytes of a file are one step ahead of its row, or the other way round: a
 * program that dies can die right after any of these. Whoever does the step tells of it, so that
 * tests can stop there; docs/decisions/0037 says what each leaves and who repairs it.
 */
public enum Step {
    /** The upload has its name under files/ and still that in uploads/; there is no row. */
    UPLOAD_NAMED,
    /** Its row is written; the name in uploads/ is still there. */
    UPLOAD_RECORDED,
    /** The bytes lie in trash/; the row says that they are under files/. */
    DELETE_MOVED,
    /** The bytes are under files/ again; the row says that they lie in trash/. */
    RESTORE_MOVED,
    /** The bytes have another name under files/; the row says the old one. */
    MOVE_MOVED,
    /** The folder has another name; the rows of its files say the old one. */
    FOLDER_MOVED,
    /** Some of those rows say the new one. */
    FOLDER_FOLLOWED,
    /** The bytes are gone; the row says that they lie in trash/. */
    PURGE_DELETED,
    /** A file in trash/ without a row has its number; its row is not committed. */
    STRAY_MOVED,
    /** The retry is written and not committed. */
    RETRY_WRITTEN,
    /** A backup is ready to become the index. */
    BACKUP_COPIED,
    /** There is no index: the old one is set aside, the backup not yet in its place. */
    INDEX_SET_ASIDE
}
