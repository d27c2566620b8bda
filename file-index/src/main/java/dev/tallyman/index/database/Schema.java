package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The index file's version, major.minor. The major is {@code PRAGMA user_version}, and a program
 * refuses a higher one than its own. The minor is a row of {@code meta}; it only adds, so a program
 * works with a higher one than its own as with its own. A new index is made under another name and
 * moved into place whole, so an empty file is always a damaged one.
 */
final class Schema {
    /** The major version that this program reads and writes: {@code schema-1.sql}. */
    static final int VERSION = 1;

    /** The minor version up to which this program adds to it: {@code schema-1.N.sql}, in order. */
    static final int MINOR = 16;

    /** "Tally" in ASCII, for {@code file(1)} and its kind. */
    private static final int APPLICATION_ID = 0x54414c59;

    // Checking all of a larger index would delay every start; housekeeping checks those nightly.
    private static final long CHECKED_AT_START = 16L << 20;

    private Schema() {}

    /** Makes sure that an index of this version is there. */
    static void prepare(Volume volume) throws SQLException, IOException {
        Path file = volume.database();
        if (!Files.exists(file)) {
            refuseForgotten(volume);
            create(volume, VERSION);
        }
        proveWhole(file);
        try (Session session = Session.connect(file)) {
            long version = session.number("PRAGMA user_version");
            if (version > VERSION) {
                throw new IntakeException.Unusable("The index was written by a newer Tallyman (version "
                        + version
                        + ", this one knows "
                        + VERSION
                        + "). Use the newer program, or restore a backup from before.");
            }
            if (Files.size(file) <= CHECKED_AT_START) {
                String found = session.one("PRAGMA quick_check(1)", row -> row.getString(1))
                        .orElse("no answer");
                if (!found.equals("ok")) {
                    throw SqliteErrors.damaged(found, new SQLException(found));
                }
            }
            for (long next = version + 1; next <= VERSION; next++) {
                migrate(session, (int) next);
            }
            addMinors(session);
        }
    }

    private static void addMinors(Session session) throws SQLException {
        for (int next = minor(session) + 1; next <= MINOR; next++) {
            add(session, next, sql(VERSION + "." + next));
        }
    }

    static int minor(Session session) throws SQLException {
        return (int) session.number("SELECT value FROM meta WHERE key = 'minor'");
    }

    /** Makes an index of a version, for new volumes and for the tests of migrations. */
    static void create(Volume volume, int version) throws SQLException, IOException {
        Path part = volume.index().resolve("new-" + UUID.randomUUID() + ".db");
        try (Session session = Session.create(part)) {
            session.execute("PRAGMA application_id = " + APPLICATION_ID);
            session.execute("PRAGMA journal_mode = WAL");
            for (int next = 1; next <= version; next++) {
                migrate(session, next);
            }
            UsedIds.leaveOut(session, volume);
        } catch (SQLException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        try {
            Files.createLink(volume.database(), part);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            // Another program was faster; its index is as good.
        }
        Files.delete(part);
        OpenFolder.sync(volume.index());
    }

    private static void migrate(Session session, int version) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        try {
            // Another process may have migrated while this one waited for the lock.
            if (session.number("PRAGMA user_version") < version) {
                session.script(sql(Integer.toString(version)));
                session.execute("PRAGMA user_version = " + version);
            }
            session.execute("COMMIT");
        } catch (SQLException e) {
            session.execute("ROLLBACK");
            throw e;
        }
    }

    /** Adds what a minor version adds, once whoever else opens the index at the same time. */
    static void add(Session session, int minor, String sql) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        try {
            if (minor(session) < minor) {
                session.script(sql);
                session.update("INSERT OR REPLACE INTO meta VALUES ('minor', ?)", minor);
            }
            session.execute("COMMIT");
        } catch (SQLException e) {
            session.execute("ROLLBACK");
            throw e;
        }
    }

    private static String sql(String version) {
        try (InputStream in = Schema.class.getResourceAsStream("schema-" + version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("schema-" + version + ".sql is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuseForgotten(Volume volume) throws IOException {
        try (DirectoryStream<Path> backups = Files.newDirectoryStream(volume.backups(), "*.db")) {
            if (backups.iterator().hasNext()) {
                throw SqliteErrors.damaged("it is gone, and backups of it are there", new IOException("missing"));
            }
        }
    }

    // SQLite takes an empty file for a new database and reads a truncated one until it meets the
    // end.
    static void proveWhole(Path file) throws IOException {
        byte[] head = new byte[32];
        long size;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            size = in.length();
            if (size < 512 || in.read(head) < head.length) {
                throw SqliteErrors.damaged("it is cut off", new IOException("short"));
            }
        }
        if (!new String(head, 0, 16, StandardCharsets.US_ASCII).equals("SQLite format 3\0")) {
            throw SqliteErrors.damaged("it is not a SQLite file any more", new IOException("header"));
        }
        // https://sqlite.org/fileformat.html section 1.3: page size at 16, size in pages at 28
        ByteBuffer header = ByteBuffer.wrap(head);
        long page = header.getShort(16) == 1 ? 65_536 : Short.toUnsignedInt(header.getShort(16));
        long pages = Integer.toUnsignedLong(header.getInt(28));
        // A checkpoint that death or a full volume ended wrote the size first; what is missing is
        // in the log, and opening puts it right.
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        boolean hasLog = Files.exists(log) && Files.size(log) > 0;
        if (size < page * pages && !hasLog) {
            throw SqliteErrors.damaged("it is cut off", new IOException("short"));
        }
    }
}
