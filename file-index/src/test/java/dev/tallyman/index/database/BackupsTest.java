package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.volume.IntakeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupsTest extends OnAVolume {
    private Backups backups;

    @BeforeEach
    void open() {
        backups = new Backups(data.volume, data.clock);
    }

    @Test
    void theNewestBackupsStay() {
        for (int i = 0; i < 5; i++) {
            data.tick(java.time.Duration.ofDays(1));
            data.index.backUp(3);
        }
        assertEquals(3, backups.list().size());
        assertTrue(backups.list().getFirst().name().contains("20261129"));
    }

    @Test
    void nothingIsRestoredUnderALivingProgram() {
        String name = data.index.backUp(3).name();
        assertThrows(Exception.class, () -> backups.restore(name));
    }

    @Test
    void aRestoredIndexIsBroughtInLineWithTheVolume() throws IOException {
        StoredFile before = data.upload("before.txt", "1");
        StoredFile deleted = data.upload("deleted.txt", "2");
        String name = data.index.backUp(3).name();
        data.index.trash().put(deleted.id());
        StoredFile after = data.upload("after.txt", "3");
        StoredFile both = data.upload("both.txt", "4");
        data.index.trash().put(both.id());
        damage();
        assertThrows(IntakeException.Unusable.class, () -> Index.open(data.volume, data.clock));

        Backups.Restored restored = backups.restore(name);
        assertTrue(Files.exists(restored.damaged()));
        data.index = Index.open(data.volume, data.clock);
        data.discover();

        assertEquals(before.id(), data.find("before.txt").id());
        assertEquals(State.RECEIVED, data.find("after.txt").state());
        assertTrue(data.find("after.txt").id() > after.id());
        assertEquals(
                State.TRASHED,
                data.index.catalog().find(deleted.id()).orElseThrow().state());
        assertEquals(
                "2",
                Files.readString(data.volume.file(
                        data.index.trash().restore(deleted.id()).path())));
        assertEquals(
                "4",
                Files.readString(
                        data.volume.file(data.index.trash().restore(both.id()).path())));
    }

    private void damage() throws IOException {
        data.index.close();
        byte[] noise = new byte[16_384];
        new Random(1).nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(data.volume.database().toFile(), "rw")) {
            file.write(noise);
        }
    }

    @Test
    void anIndexThatIsCutOffOrGoneIsRefusedWithTheWayToRestore() throws IOException {
        data.upload("a.txt", "1");
        data.index.backUp(3);
        data.index.close();
        byte[] whole = Files.readAllBytes(data.volume.database());
        for (long size : new long[] {0, 100, 5_000}) {
            Files.write(data.volume.database(), whole);
            try (FileChannel file = FileChannel.open(data.volume.database(), StandardOpenOption.WRITE)) {
                file.truncate(size);
            }
            refused();
        }
        Files.delete(data.volume.database());
        refused();
        Files.write(data.volume.database(), whole);
        data.index = Index.open(data.volume, data.clock);
    }

    private void refused() {
        IntakeException.Unusable refused =
                assertThrows(IntakeException.Unusable.class, () -> Index.open(data.volume, data.clock));
        assertTrue(String.valueOf(refused.getMessage()).contains("tallyman restore"));
    }
}
