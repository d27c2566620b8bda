package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UploadTest extends OnAVolume {
    private static final byte[] BYTES = "ours".getBytes(StandardCharsets.UTF_8);

    private List<Path> parts() throws IOException {
        try (Stream<Path> parts = Files.list(data.volume.uploads())) {
            return parts.toList();
        }
    }

    @Test
    void whatTakesTheNameOfAPartIsNotTakenForTheUpload() throws IOException {
        try (Upload upload = data.index.intake().begin()) {
            upload.write(BYTES, BYTES.length, false);
            Path part = parts().getFirst();
            Files.delete(part);
            Files.writeString(part, "another one's");
            // Linux makes no second name of what has lost its last one.
            assertThrows(IntakeException.Unusable.class, () -> upload.finish(Arrival.of(FilePath.of("a"))));
        }
        assertEquals("another one's", Files.readString(parts().getFirst()));
        assertFalse(Files.exists(data.volume.files().resolve("a")));
    }

    @Test
    void aPartThatWasMovedAwayIsStoredAndWhatLiesInItsPlaceStays() throws IOException {
        try (Upload upload = data.index.intake().begin()) {
            upload.write(BYTES, BYTES.length, false);
            Path part = parts().getFirst();
            Files.move(part, data.volume.root().resolveSibling("moved"));
            Files.writeString(part, "another one's");
            upload.finish(Arrival.of(FilePath.of("a")));
        }
        assertEquals("ours", Files.readString(data.volume.files().resolve("a")));
        assertEquals("another one's", Files.readString(parts().getFirst()));
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothing() throws IOException {
        try (Upload upload = data.index.intake().begin()) {
            upload.write(BYTES, BYTES.length, true);
        }
        assertEquals(List.of(), parts());
        assertEquals(0, data.index.catalog().totals().files());
    }

    @Test
    void whatIsSentAgainUnderItsKeyIsStoredOnce() throws IOException {
        var arrival = new Arrival(FilePath.of("a"), 0, Intake.Taken.NUMBER, null, null, "key");
        Intake.Received first = data.upload(arrival, "one");
        data.reopen();
        Intake.Received second = data.upload(arrival, "one");

        assertTrue(first.isNew());
        assertFalse(second.isNew());
        assertEquals(first.file().id(), second.file().id());
        assertEquals(1, data.index.catalog().totals().files());
        assertEquals(1, data.discover().same());
        assertEquals(List.of(), parts());
        assertEquals(
                "a", data.index.deliveries().find("key").orElseThrow().wanted().text());
    }

    @Test
    void aKeyIsForgottenWithItsFileAndInTime() throws IOException {
        var arrival = new Arrival(FilePath.of("a"), 0, Intake.Taken.NUMBER, null, null, "key");
        StoredFile file = data.upload(arrival, "one").file();
        data.index.trash().put(file.id());
        data.index.trash().purge(file.id());
        assertTrue(data.index.deliveries().find("key").isEmpty());
        assertTrue(data.upload(arrival, "one").isNew());

        data.tick(Deliveries.KNOWN.plusSeconds(1));
        data.upload(new Arrival(FilePath.of("b"), 0, Intake.Taken.NUMBER, null, null, "other"), "two");
        assertTrue(data.index.deliveries().find("key").isEmpty());
        assertTrue(data.index.deliveries().find("other").isPresent());
    }

    @Test
    void aFileKeepsTheDateThatItHadWhereItComesFrom() throws IOException {
        Instant date = Instant.parse("1998-05-06T07:08:09.123Z");
        var arrival = new Arrival(FilePath.of("old.txt"), 0, Intake.Taken.NUMBER, date, null, null);

        StoredFile file = data.upload(arrival, "one").file();

        assertEquals(date, file.modified());
        assertEquals(
                date, Files.getLastModifiedTime(data.volume.file(file.path())).toInstant());
        assertEquals(1, data.discover().same());
    }
}
