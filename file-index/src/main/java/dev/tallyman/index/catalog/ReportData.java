package dev.tallyman.index.catalog;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.database.SqliteErrors;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.volume.disk.ContentHash;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made of: one state of the index, read in one transaction while others go on
 * writing. Everything that can be long is streamed, so that memory does not grow with the index.
 */
public final class ReportData {
    static final String PRESENT = "state <> 'trashed' AND state <> 'missing'";

    private final Session session;
    private final Instant at;
    private final boolean whole;

    private ReportData(Session session, Instant at, boolean whole) {
        this.session = session;
        this.at = at;
        this.whole = whole;
    }

    /** Makes something of one state of the index. */
    public interface Reading<T> {
        T from(ReportData data) throws IOException;
    }

    /** Takes values one by one. */
    public interface Taking<T> {
        void take(T value) throws IOException;
    }

    public static <T> T read(Database database, InstantSource clock, Reading<T> reading) throws IOException {
        try {
            return database.read(session -> {
                // A transaction's state is that of its first statement.
                session.number("SELECT count(*) FROM meta");
                Instant at = clock.instant();
                try {
                    return reading.from(new ReportData(session, at, true));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** When this state was current. */
    public Instant at() {
        return at;
    }

    /** Another value whenever a report would show other files; a look at a few rows only. */
    public String fingerprint() {
        return ask(() -> {
            var state = new StringBuilder();
            session.each("""
                            SELECT name, seq FROM sqlite_sequence WHERE name IN ('file', 'change')
                            UNION ALL
                            SELECT state || ' ' || category || ' ' || mismatch || ' ' || risky || ' ' || files, bytes FROM tally
                            UNION ALL
                            SELECT key, value FROM meta WHERE key IN ('rules', 'described')
                            UNION ALL
                            SELECT 'skipped', (SELECT skipped FROM run WHERE kind = 'sweep' AND skipped IS NOT NULL
                                                ORDER BY id DESC LIMIT 1)
                            ORDER BY 1
                            """, row -> {
                state.append(row.getString(1)).append('=');
                state.append(row.getString(2)).append('\n');
                return true;
            });
            byte[] hash = ContentHash.sha256().digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        });
    }

    /** The folders at the root with the most files, so many of them. */
    public List<FilePath> folders(int most) {
        return ask(() -> session.list(
                "SELECT top FROM file WHERE top <> x'' AND " + PRESENT
                        + " GROUP BY top ORDER BY count(*) DESC, top LIMIT ?",
                row -> FilePath.of(row.getBytes(1)),
                most));
    }

    /** Makes something of what lies in a folder at the root, as if there were nothing else. */
    public <T> T within(FilePath folder, Reading<T> reading) throws IOException {
        try (var _ = new OneFolder(session, folder)) {
            return reading.from(new ReportData(session, at, false));
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    /** Files and bytes by state and category. */
    public Totals totals() {
        return ask(() -> whole ? Catalog.totals(session) : ofFolder());
    }

    // A view has no index to name.
    private Totals ofFolder() throws SQLException {
        return Totals.of(
                Catalog.tallies(session),
                session.number("SELECT count(*) FROM file WHERE stale >= 1 AND state = 'classified'"),
                session.number("""
                        SELECT count(*) FROM file
                         WHERE description_stale >= 1 AND state = 'classified' AND description IS NOT NULL
                        """));
    }

    /** The sums that are counted row by row. */
    public ReportDataSums sums() {
        return new ReportDataSums(session);
    }

    /** What is in the files. */
    public ReportDataContents contents() {
        return new ReportDataContents(session);
    }

    /** The verdicts that moved. */
    public ReportDataRevisions revisions() {
        return new ReportDataRevisions(session);
    }

    /** How long files waited and sweeps took. */
    public ReportDataTimes times() {
        return new ReportDataTimes(session);
    }

    /** Every present file in the order of ids, which is the order in which they became known. */
    public void files(Taking<StoredFile> each) throws IOException {
        stream("WHERE " + PRESENT + " ORDER BY id", each);
    }

    /** Every file in a state, in the order of ids. */
    public void files(State state, Taking<StoredFile> each) throws IOException {
        stream("WHERE state = ? ORDER BY id", each, state);
    }

    /** Present files, the newest first. */
    public void newest(int limit, Taking<StoredFile> each) throws IOException {
        stream("WHERE " + PRESENT + " ORDER BY arrived DESC, id DESC LIMIT ?", each, limit);
    }

    /** Present files, the largest first. */
    public void largest(int limit, Taking<StoredFile> each) throws IOException {
        stream("WHERE " + PRESENT + " ORDER BY size DESC, id DESC LIMIT ?", each, limit);
    }

    /** The file with this id, in whatever state. */
    public Optional<StoredFile> file(long id) {
        return ask(() -> session.one("SELECT " + FileMapper.COLUMNS + " FROM file WHERE id = ?", FileMapper::of, id));
    }

    private void stream(String where, Taking<StoredFile> each, @Nullable Object... args) throws IOException {
        rows("SELECT " + FileMapper.COLUMNS + " FROM file " + where, FileMapper::of, each, args);
    }

    private <T> void rows(String sql, Session.Row<T> mapping, Taking<T> each, @Nullable Object... args)
            throws IOException {
        take(session, sql, mapping, each, args);
    }

    static <T> void take(Session session, String sql, Session.Row<T> mapping, Taking<T> each, @Nullable Object... args)
            throws IOException {
        try {
            session.each(
                    sql,
                    row -> {
                        try {
                            each.take(mapping.map(row));
                            return true;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    args);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    /** The newest runs of all kinds. */
    public List<Run> runs(int limit) {
        return ask(() -> RunRegister.list(session, null, Long.MAX_VALUE, limit));
    }

    /** The newest runs of one kind. */
    public List<Run> runs(Run.Kind kind, int limit) {
        return ask(() -> RunRegister.list(session, kind, Long.MAX_VALUE, limit));
    }

    /** The newest sweeps that gave a file an outcome and have ended. */
    public List<Run> workingSweeps(int limit) {
        return ask(() -> RunRegister.list(session, Run.Kind.SWEEP, Long.MAX_VALUE, 1000).stream()
                .filter(run -> run.ended() != null && run.counts().files() > 0)
                .limit(limit)
                .toList());
    }

    /** What is asked of the session. */
    interface Asking<T> {
        T answer() throws SQLException;
    }

    static <T> T ask(Asking<T> asking) {
        try {
            return asking.answer();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }
}
