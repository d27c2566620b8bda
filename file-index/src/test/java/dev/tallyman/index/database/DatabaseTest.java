package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Index;
import dev.tallyman.index.TestVolume;
import dev.tallyman.volume.Reserve;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what?",
                "?immutable=1",
                "a&b=c",
                "100%",
                "%3F%00",
                "#1",
                "with space",
                "a;b+c",
                "ä\u0301 \uD83D\uDE00",
                "'quoted\" \\",
                "line\nbreak"
            })
    void anIndexInAFolderOfAnyNameIsWrittenBackedUpAndRestoredAndNothingElseIsLeft(String name, @TempDir Path folder)
            throws IOException {
        Path parent = Files.createDirectory(folder.resolve(name));
        TestVolume data = new TestVolume(parent);
        data.upload("a.txt", "1");
        Backups backups = new Backups(data.volume, data.clock);
        String backup = data.index.backUp(3).name();
        data.upload("b.txt", "2");
        data.index.close();
        backups.restore(backup);
        try (Index index = Index.open(data.volume, data.clock)) {
            assertEquals(1, index.catalog().totals().files());
        }
        assertEquals(List.of(backup), names(data.volume.backups()));
        assertEquals(List.of("data"), names(parent));
        assertEquals(List.of(name), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static Database database(Volume volume) throws SQLException {
        Database database = Database.open(volume, new Reserve(volume));
        database.write(session -> session.update("CREATE TABLE weight (bytes BLOB)"));
        return database;
    }

    private static void write(Database database, int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            database.write(session -> session.update("INSERT INTO weight VALUES (zeroblob(?))", MEGABYTE));
        }
    }

    @Test
    void theLogIsShortAgainOnceAReaderOfOneStateHasEnded(@TempDir Path folder) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        try (Database database = database(volume);
                Session reader = Session.connect(volume.database())) {
            reader.execute("BEGIN");
            reader.number("SELECT count(*) FROM weight");
            write(database, 50);
            assertTrue(database.logBytes() > 2 * WriteAheadLog.BOUND, "it cannot be short yet");
            assertEquals(0, reader.number("SELECT count(*) FROM weight"));
            reader.execute("COMMIT");
            write(database, 2);
            assertTrue(database.logBytes() <= WriteAheadLog.BOUND, () -> "" + database.logBytes());
            database.rest();
            assertEquals(0, database.logBytes());
        }
    }

    @Test
    void theLogIsCopiedIntoTheIndexBesideThoseWhoWrite(@TempDir Path folder) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        Database database = database(volume);
        // While somebody else has it open, closing it copies nothing.
        try (Session _ = Session.connect(volume.database())) {
            database.checkpointBeside();
            long before = Files.size(volume.database());
            for (int i = 0; i < 70; i++) {
                database.write(session -> session.update("INSERT INTO weight VALUES (zeroblob(?))", 16_000));
            }
            database.close();
            long grown = Files.size(volume.database()) - before;
            assertTrue(grown > 60 * 16_000, () -> "" + grown);
        }
    }

    @Test
    void aLogThatIsCopiedBesideStaysShort(@TempDir Path folder) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        try (Database database = database(volume)) {
            database.checkpointBeside();
            write(database, 100);
            assertTrue(database.logBytes() <= 2 * WriteAheadLog.BOUND + 2 * MEGABYTE, () -> "" + database.logBytes());
            database.rest();
            assertEquals(0, database.logBytes());
        }
    }

    @Test
    void theLogStaysShortWhileThereIsAlwaysSomebodyWhoReads(@TempDir Path folder) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        AtomicBoolean ended = new AtomicBoolean();
        try (Database database = database(volume);
                Session one = Session.connect(volume.database());
                Session two = Session.connect(volume.database())) {
            begin(one);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readInTurns(one, two, ended));
            write(database, 100);
            ended.set(true);
            reading.join();
            assertTrue(database.logBytes() <= 2 * WriteAheadLog.BOUND, () -> "" + database.logBytes());
        }
    }

    private static void begin(Session session) throws SQLException {
        session.execute("BEGIN");
        session.number("SELECT count(*) FROM weight");
    }

    // Each begins before the other ends.
    private static void readInTurns(Session one, Session two, AtomicBoolean ended) {
        try {
            while (!ended.get()) {
                begin(two);
                one.execute("COMMIT");
                begin(one);
                two.execute("COMMIT");
            }
            one.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
