package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs of several versions on one index: a higher minor is welcome, a higher major is not. */
class SchemaVersionsTest extends OnAVolume {
    // All that a minor version may do.
    private static final String LATER = """
            ALTER TABLE file ADD COLUMN colour TEXT;
            ALTER TABLE file ADD COLUMN weight INTEGER NOT NULL DEFAULT 7;
            ALTER TABLE run ADD COLUMN mood TEXT;
            CREATE TABLE label (file INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE INDEX file_colour ON file (colour) WHERE colour IS NOT NULL;
            DROP VIEW v_run;
            CREATE VIEW v_run AS SELECT id, kind, number, state, mood FROM run;
            """;

    @Test
    void anIndexOfALaterMinorVersionIsReadAndWritten() throws Exception {
        change(session -> Schema.add(session, Schema.MINOR + 5, LATER));
        data.reopen();

        StoredFile kept = data.upload("kept.txt", "one");
        StoredFile gone = data.upload("gone.txt", "two");
        data.drop("found.txt", "three");
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            Run run = data.sweep(slot);
            for (Claim claim : data.claimAll(slot, run, Policy.PRIORITY)) {
                data.record(data.classified(claim));
            }
            data.index.queue().handBack(slot, Map.of());
            data.index.runs().end(run.id(), Run.Status.DONE, 0, "All read");
        }
        data.index.trash().put(gone.id());
        data.index.trash().put(kept.id());
        data.index.trash().restore(kept.id());
        data.index.trash().purge(gone.id());

        assertEquals(2, data.index.catalog().totals().processed());
        assertEquals(State.CLASSIFIED, data.find("kept.txt").state());
        assertEquals(2, data.discover().same());
        assertEquals(List.of(7L, 7L), weights());
        change(session -> assertEquals(Schema.MINOR + 5, Schema.minor(session)));
    }

    private List<Long> weights() throws Exception {
        try (Session session = connect()) {
            return session.list("SELECT weight FROM file", row -> row.getLong(1));
        }
    }

    @Test
    void aBackupOfALaterMinorVersionIsRestored() throws Exception {
        data.upload("a.txt", "one");
        change(session -> Schema.add(session, Schema.MINOR + 1, LATER));
        Backups backups = new Backups(data.volume, data.clock);
        String name = data.index.backUp(3).name();
        data.index.close();
        backups.restore(name);
        data.index = Index.open(data.volume, data.clock);

        assertEquals(1, data.discover().same());
    }

    @Test
    void aMinorVersionIsAddedOnceWhoeverElseOpensTheIndex() throws Exception {
        int next = Schema.MINOR + 1;
        change(session -> Schema.add(session, next, LATER));
        change(session -> Schema.add(session, next, LATER));
        change(session -> assertEquals(next, Schema.minor(session)));
    }

    @Test
    void aMinorVersionThatCannotBeAddedLeavesTheIndexAsItWas() throws Exception {
        change(session -> assertThrows(
                SQLException.class, () -> Schema.add(session, Schema.MINOR + 1, LATER + "CREATE TABLE label (x);")));
        change(session -> assertEquals(Schema.MINOR, Schema.minor(session)));
        data.reopen();
        data.upload("a.txt", "one");
    }

    /** A program of an earlier minor version writes without knowing of the columns. */
    @Test
    void whatAMinorVersionDoesIsWhatOneMayDo() throws IOException {
        for (int minor = 1; minor <= Schema.MINOR; minor++) {
            try (var in = Schema.class.getResourceAsStream("schema-1." + minor + ".sql")) {
                String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String statement : sql.replaceAll("--.*", "").split(";\\s*\n", -1)) {
                    assertTrue(statement.isBlank() || adds(statement.strip()), statement);
                }
            }
        }
        assertTrue(adds("ALTER TABLE run ADD COLUMN mood TEXT"));
        assertTrue(!adds("ALTER TABLE run ADD COLUMN mood TEXT NOT NULL"));
        assertTrue(!adds("DROP TABLE run"));
    }

    private static boolean adds(String statement) {
        if (statement.matches("ALTER TABLE (file|run|change|upload) ADD COLUMN .*")) {
            return !statement.contains("NOT NULL") || statement.contains("DEFAULT");
        }
        return statement.matches("(?s)(INSERT|CREATE (TABLE|INDEX|VIEW)|DROP VIEW) .*");
    }

    @Test
    void anIndexOfALaterMajorVersionIsRefused() throws Exception {
        change(session -> session.execute("PRAGMA user_version = " + (Schema.VERSION + 1)));
        IntakeException.Unusable refused = assertThrows(IntakeException.Unusable.class, () -> {
            data.index.close();
            Index.open(data.volume, data.clock);
        });
        assertTrue(String.valueOf(refused.getMessage()).contains("newer"));
        change(session -> session.execute("PRAGMA user_version = " + Schema.VERSION));
        data.index = Index.open(data.volume, data.clock);
    }

    /** Debian 12 has 3.40. */
    @Test
    void theSqliteOfTheMachineReadsTheSchemaAndTheViews() throws Exception {
        data.upload("a.txt", "one");
        data.tick(Duration.ofSeconds(1));
        for (String view : List.of("v_file", "v_run", "v_totals")) {
            Process sqlite = new ProcessBuilder(
                            "sqlite3",
                            "-readonly",
                            data.volume.database().toString(),
                            "SELECT count(*) FROM (SELECT * FROM " + view + ")")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(view).toFile())
                    .start();
            assertEquals(0, sqlite.waitFor());
            assertTrue(Files.readString(folder.resolve(view)).strip().matches("[01]"), view);
        }
    }

    private interface Change {
        void apply(Session session) throws SQLException;
    }

    private void change(Change change) throws SQLException {
        try (Session session = connect()) {
            change.apply(session);
        }
    }

    private Session connect() throws SQLException {
        return Session.connect(data.volume.database());
    }
}
