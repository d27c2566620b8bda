package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.UnfinishedUpload.Hindered;
import dev.tallyman.index.UnfinishedUpload.Hindrance;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Uploads that go on after an interruption, below HTTP: what time and a death do to them. */
class ResumableUploadsTest extends OnAVolume {
    private static final Duration DAY = Duration.ofDays(1);
    private static final byte[] BYTES = "hello".getBytes(StandardCharsets.UTF_8);

    private UnfinishedUpload begin() throws IOException, Hindered {
        return data.index.unfinished().begin(Arrival.of(FilePath.of("a")), 10L, null, DAY);
    }

    private void send(String id, long offset) throws IOException, Hindered {
        try (ResumedUpload upload = data.index.unfinished().resume(id, offset, DAY, false)) {
            upload.write(BYTES, BYTES.length, false);
            upload.keep();
            if (upload.isWhole()) {
                upload.finish();
            }
        }
    }

    private long parts() throws IOException {
        try (var parts = Files.list(data.volume.uploads())) {
            return parts.count();
        }
    }

    @Test
    void oneThatNobodyGoesOnWithExpiresAndItsBytesGo() throws IOException, Hindered {
        String id = begin().id();
        send(id, 0);
        data.now.updateAndGet(now -> now.plus(DAY).plusSeconds(1));

        Hindered late = assertThrows(Hindered.class, () -> send(id, BYTES.length));
        assertEquals(Hindrance.EXPIRED, late.hindrance());
        assertEquals(1, data.index.unfinished().expire());
        assertEquals(0, parts());
        assertEquals(0, data.index.unfinished().promised().count());
        // It is still said that it was, not that there never was one.
        late = assertThrows(Hindered.class, () -> data.index.unfinished().find(id));
        assertEquals(Hindrance.EXPIRED, late.hindrance());

        data.now.updateAndGet(now -> now.plus(ResumableUploads.KNOWN));
        data.index.unfinished().expire();
        late = assertThrows(Hindered.class, () -> data.index.unfinished().find(id));
        assertEquals(Hindrance.UNKNOWN, late.hindrance());
    }

    @Test
    void everyPieceThatArrivesGivesItTime() throws IOException, Hindered {
        String id = begin().id();
        data.now.updateAndGet(now -> now.plus(Duration.ofHours(20)));
        send(id, 0);
        data.now.updateAndGet(now -> now.plus(Duration.ofHours(20)));

        assertEquals(0, data.index.unfinished().expire());
        send(id, BYTES.length);
        assertEquals("hellohello", Files.readString(data.volume.files().resolve("a")));
    }

    @Test
    void aNewProcessGoesOnAtTheBytesThatWereKept() throws IOException, Hindered {
        String id = begin().id();
        send(id, 0);
        data.reopen();

        assertEquals(BYTES.length, data.index.unfinished().find(id).bytes());
        assertEquals(
                Hindrance.ELSEWHERE,
                assertThrows(Hindered.class, () -> send(id, 3)).hindrance());
        send(id, BYTES.length);
        assertEquals("hellohello", Files.readString(data.volume.files().resolve("a")));
        assertEquals(0, parts());
    }

    @Test
    void twoAtOnceDoNotWriteIntoOne() throws IOException, Hindered {
        String id = begin().id();
        try (ResumedUpload first = data.index.unfinished().resume(id, 0, DAY, false)) {
            Hindered second = assertThrows(Hindered.class, () -> send(id, 0));
            assertEquals(Hindrance.BUSY, second.hindrance());
            assertTrue(data.index.unfinished().isBusy(id));
            assertEquals(0, first.offset());
        }
        assertFalse(data.index.unfinished().isBusy(id));
    }
}
