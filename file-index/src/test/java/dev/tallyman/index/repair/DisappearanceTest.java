package dev.tallyman.index.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisappearanceTest extends OnAVolume {
    private void drop(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            data.drop("many/" + i + ".txt", "file " + i);
        }
        assertEquals(files, data.discover().found());
    }

    private void delete(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.delete(data.volume.file(FilePath.of("many/" + i + ".txt")));
        }
    }

    private Path moveAway() throws IOException {
        Path away = data.volume.root().resolveSibling("away");
        Files.move(data.volume.files(), away);
        Files.createDirectory(data.volume.files());
        return away;
    }

    private void refused(String what) {
        IntakeException.Unusable refused = assertThrows(IntakeException.Unusable.class, () -> data.discover());
        assertTrue(String.valueOf(refused.getMessage()).startsWith(what), refused::getMessage);
        assertEquals(0, missing(), "nothing is marked");
    }

    private long missing() {
        return data.index.catalog().totals().of(State.MISSING).files();
    }

    private Discovery.Result accepting(long files) {
        return data.index.discovery().accepting(files).run(_ -> 0, _ -> true).orElseThrow();
    }

    @Test
    void aFolderThatIsNotThereMarksNothingAndAllIsWellWhenItIsBack() throws IOException {
        drop(3);
        Path away = moveAway();
        refused("3 of 3 files are gone, and files/ is not the folder");
        data.drop("new.txt", "somebody goes on");
        refused("3 of ");
        Files.delete(data.volume.file(FilePath.of("new.txt")));
        Files.delete(data.volume.files());
        Files.move(away, data.volume.files());
        assertEquals(3, data.discover().same());
    }

    @Test
    void aFolderThatIsGoneAltogetherMarksNothing() throws IOException {
        drop(3);
        Files.move(data.volume.files(), data.volume.root().resolveSibling("away"));
        refused("The folder files/ is gone");
    }

    @Test
    void whatIsToBeGoneIsMissingOnceSomebodySaysSo() throws IOException {
        drop(3);
        moveAway();
        assertThrows(IntakeException.Unusable.class, () -> accepting(2));
        assertEquals(3, accepting(3).missing());
        data.drop("new.txt", "x");
        assertEquals(1, data.discover().found(), "the new folder is the one from now on");
    }

    @Test
    void moreThanHalfAndMoreThanAHundredAtOnceAreNotBelieved() throws IOException {
        drop(300);
        delete(151);
        refused("151 of 300 files are gone at once");
        assertEquals(151, accepting(151).missing());
    }

    @Test
    void whatPeopleDeleteByHandIsMissing() throws IOException {
        drop(300);
        delete(150);
        assertEquals(150, data.discover().missing(), "half");
        for (int i = 150; i < 250; i++) {
            Files.delete(data.volume.file(FilePath.of("many/" + i + ".txt")));
        }
        assertEquals(100, data.discover().missing(), "a hundred of the 150 that were left");
    }

    @Test
    void whatMovesToAnotherFolderIsNotGone() throws IOException {
        drop(300);
        Files.move(data.volume.files().resolve("many"), data.volume.files().resolve("elsewhere"));
        Discovery.Result result = data.discover();
        assertEquals(300, result.found());
        assertEquals(300, result.missing());
    }

    @Test
    void aCopyOfTheFolderWithAllItsFilesIsTakenForTheFolder() throws IOException {
        drop(3);
        Path away = moveAway();
        Files.createDirectory(data.volume.files().resolve("many"));
        try (Stream<Path> files = Files.list(away.resolve("many"))) {
            for (Path file : files.toList()) {
                Files.copy(file, data.volume.files().resolve("many").resolve(file.getFileName()));
            }
        }
        assertEquals(3, data.discover().changed(), "a copy has other times");
        delete(1);
        assertEquals(1, data.discover().missing());
    }

    @Test
    void aReaderThatFindsNothingInAnotherFolderMarksNothing() throws IOException {
        drop(3);
        try (Slot slot = Slot.take(data.volume)) {
            Run run = data.sweep(slot);
            List<Claim> claims = data.claimAll(slot, run, Policy.FCFS);
            moveAway();
            Outcome gone = data.outcome(claims.getFirst(), new Outcome.Gone());
            assertThrows(IntakeException.Unusable.class, () -> data.record(gone));
        }
        assertEquals(0, missing());
    }
}
