package dev.tallyman.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotTest {
    @TempDir
    Path temp;

    @Test
    void aThreadThatIsInterruptedNotesItsFileAndTheSlotStaysLocked() throws Exception {
        Volume volume = Volume.create(temp.resolve("data"));
        try (Slot slot = Slot.take(volume)) {
            Thread.currentThread().interrupt();
            slot.note(3, 7);
            slot.tell(7, new Slot.Reading(3, 1, Instant.EPOCH));
            assertTrue(Thread.interrupted());

            slot.note(4, 8);
            assertEquals(List.of(7L, 8L), Slot.noted(volume, slot.owner()));
            try (FileChannel other = FileChannel.open(volume.slots().resolve(slot.owner()), StandardOpenOption.WRITE)) {
                assertThrows(OverlappingFileLockException.class, other::tryLock);
            }
        }
    }
}
