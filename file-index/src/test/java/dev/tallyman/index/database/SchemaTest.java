package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Index;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
    static IntStream everyVersion() {
        return IntStream.rangeClosed(1, Schema.VERSION);
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void anIndexOfEveryEarlierVersionIsMigrated(int version, @TempDir Path folder) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        Schema.create(volume, version);
        try (Index index = Index.open(volume, InstantSource.system())) {
            assertEquals(0, index.catalog().totals().files());
        }
        try (Session session = Session.connect(volume.database())) {
            assertEquals(Schema.VERSION, session.number("PRAGMA user_version"));
        }
    }

    @Test
    void theTalliesAreWhatCountingGives(@TempDir Path folder) throws Exception {
        try (TestVolume data = new TestVolume(folder)) {
            for (int i = 0; i < 20; i++) {
                data.upload("f" + i, "x".repeat(i));
            }
            data.index.trash().put(data.find("f3").id());
            Files.delete(data.volume.files().resolve("f4"));
            data.drop("f5", "changed");
            data.discover();
            try (Slot slot = Slot.take(data.volume)) {
                Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
                data.index.queue().record(java.util.List.of(data.classified(claim)), 3, "r", "d");
                data.index.queue().handBack(slot, Map.of());
            }
            try (Session session = Session.connect(data.volume.database())) {
                String counted = """
                        SELECT group_concat(state || category || files || ':' || bytes) FROM (
                          SELECT state, category, count(*) AS files, sum(size) AS bytes FROM file
                           GROUP BY state, category ORDER BY state, category)
                        """;
                String kept = """
                        SELECT group_concat(state || category || files || ':' || bytes) FROM (
                          SELECT state, category, sum(files) AS files, sum(bytes) AS bytes FROM tally
                           GROUP BY state, category HAVING sum(files) > 0 ORDER BY state, category)
                        """;
                assertEquals(
                        session.one(counted, row -> row.getString(1)).orElseThrow(),
                        session.one(kept, row -> row.getString(1)).orElseThrow());
                assertEquals(data.index.catalog().totals().files(), session.number("SELECT files FROM v_totals"));
            }
        }
    }

    @Test
    void aFolderThatHoldsSomethingElseIsRefusedWithTheWayToAdoptIt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("thesis.doc"), "x");
        IntakeException.Unusable refused = assertThrows(IntakeException.Unusable.class, () -> Volume.create(folder));
        assertTrue(String.valueOf(refused.getMessage()).contains("mv "));
    }

    /**
     * The log is whole, the file has its new size in its first page and not yet the other pages.
     */
    @Test
    void aCheckpointThatWasCutOffIsNoDamage(@TempDir Path folder) throws Exception {
        try (TestVolume data = new TestVolume(folder)) {
            Path file = data.volume.database();
            Path log = file.resolveSibling("tallyman.db-wal");
            Path kept = folder.resolve("log");
            long before = Files.size(file);
            for (int i = 0; i < 40; i++) {
                data.upload("x".repeat(200) + i, "content " + i);
            }
            Files.copy(log, kept);
            data.index.close();
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                assertTrue(channel.size() > before);
                channel.truncate(before);
            }
            Files.move(kept, log);

            data.index = Index.open(data.volume, data.clock);

            assertEquals(40, data.index.catalog().totals().files());
        }
    }

    @Test
    void aDataFolderIsCreatedOnlyWhereItsParentIs(@TempDir Path folder) {
        assertThrows(IntakeException.Unusable.class, () -> Volume.create(folder.resolve("no/data")));
        assertThrows(IntakeException.Unusable.class, () -> Volume.open(folder.resolve("data")));
    }
}
