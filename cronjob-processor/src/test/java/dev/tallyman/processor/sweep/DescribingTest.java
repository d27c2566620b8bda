package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.DescriptionQueue;
import dev.tallyman.processor.Stage;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep says what is in files, once each of them has its verdict. */
class DescribingTest {
    @TempDir
    Path folder;

    @Test
    void aSweepDescribesEveryFileAfterItsVerdict() throws Exception {
        Stage stage = new Stage(folder);
        stage.drop("two.txt", "one\r\ntwo\r\n");
        stage.drop("test.com", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
        try (var zip = new ZipOutputStream(Files.newOutputStream(stage.drop("a.zip", "")))) {
            zip.putNextEntry(new ZipEntry("inside/notes.html"));
            zip.write("<!doctype html><title>x</title>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        assertEquals(0, stage.sweep().exit());
        String said = String.valueOf(stage.file("two.txt").metadata());
        assertTrue(said.contains("\"text:lines\":2") && said.contains("CRLF"), said);
        assertTrue(stage.file("test.com").risks().contains(Risk.EICAR));
        StoredFile zip = stage.file("a.zip");
        var members = stage.index(index -> index.descriptions().members(zip.id(), 0, 10));
        assertEquals("inside/notes.html", members.getFirst().text());
        assertEquals("text/html", members.getFirst().mime());
        assertEquals(false, stage.index(index -> index.descriptions().anyLeft()));
    }

    @Test
    void whatIsNestedTooDeeplyForItsReaderIsSaidAndTheSweepEnds() throws Exception {
        Stage stage = new Stage(folder);
        stage.drop("deep.pdf", "%PDF-1.4\n1 0 obj\n" + "[".repeat(500_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n");
        stage.drop("after.txt", "words");

        Stage.Ended sweep = stage.sweep();

        assertEquals(0, sweep.exit());
        assertTrue(sweep.err().contains("Described 2 files"), sweep.err());
        assertEquals(
                "It could not be read to its end: it is nested too deeply.",
                stage.file("deep.pdf").inside().note());
        assertTrue(String.valueOf(stage.file("after.txt").metadata()).contains("text:lines"));
    }

    @Test
    void whatOtherReadersDescribedIsDescribedAgainWithinItsBudgetAndWhatPeopleAskForAtOnce() throws Exception {
        Stage stage = new Stage(folder);
        for (int i = 0; i < 5; i++) {
            stage.drop(i + ".txt", "number " + i);
        }
        assertEquals(0, stage.sweep().exit());
        // Readers that read less are other readers.
        Path rules = Files.writeString(folder.resolve("less.yaml"), "describe: {thumbnails: false, refresh: 2}\n");
        Stage.Ended less = stage.sweep("--rules", rules.toString());
        assertTrue(less.err().contains("Described 2 files"), less.err());
        assertEquals(3L, stale(stage));
        assertTrue(stage.run("status", "--data", stage.data.toString()).out().matches("(?s).*stale inside +3 .*"));
        Files.writeString(rules, "describe: {thumbnails: false, refresh: 0}\n");
        List<Long> asked = List.of(stage.file("4.txt").id());
        int again = stage.index(index -> index.descriptions().again(asked));
        assertEquals(1, again);
        Stage.Ended none = stage.sweep("--rules", rules.toString());
        assertTrue(none.err().contains("Described 1 file"), none.err());
        assertEquals(2L, stale(stage));
    }

    private static long stale(Stage stage) {
        return stage.index(index -> index.catalog().totals().staleDescriptions());
    }

    @Test
    void aFileThatIsOpenAtTwoDeathsStaysWithoutADescriptionAndKeepsItsVerdict() throws Exception {
        Stage stage = new Stage(folder);
        stage.drop("killer.txt", "x");
        Path rules = Files.writeString(
                folder.resolve("off.yaml"),
                "describe: {metadata: false, text: false, thumbnails: false, members: false}\n");
        assertEquals(0, stage.sweep("--rules", rules.toString()).exit());
        assertEquals(true, stage.index(index -> index.descriptions().anyLeft()), "switched off costs nothing");
        for (int death = 1; death <= DescriptionQueue.ATTEMPTS; death++) {
            int attempt = death;
            stage.index(index -> {
                Slot slot = Slot.take(Volume.open(stage.data));
                List<DescriptionClaim> claims = index.descriptions().claim(slot, 10);
                assertEquals(attempt, claims.getFirst().attempt());
                slot.note(130, claims.getFirst().file());
                byte[] left;
                try {
                    Path file = stage.data.resolve("index/slots").resolve(slot.owner());
                    left = Files.readAllBytes(file);
                    slot.close();
                    Files.write(file, left); // as a death leaves it
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                index.queue().recover(3);
                return 0;
            });
        }
        assertEquals(false, stage.index(index -> index.descriptions().anyLeft()));
        assertEquals(State.CLASSIFIED, stage.file("killer.txt").state());
    }
}
