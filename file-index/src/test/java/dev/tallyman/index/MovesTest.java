package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.description.DescriptionQueue;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files and folders get other names, and lose nothing on the way. */
class MovesTest extends OnAVolume {
    @Test
    void aMovedFileKeepsItsIdItsVerdictAndItsBytes() throws IOException {
        StoredFile file = classified("a.pdf", "one");
        StoredFile moved = move(file, "in/deep/a.pdf");
        assertEquals(file.id(), moved.id());
        assertEquals(State.CLASSIFIED, moved.state());
        assertEquals(file.sha256(), moved.sha256());
        assertEquals("in/deep/a.pdf", moved.path().text());
        assertEquals(FilePath.of("a.pdf"), moved.arrival().former());
        assertEquals("one", Files.readString(data.volume.file(moved.path())));
        assertEquals(0, data.discover().found());
        assertEquals(State.CLASSIFIED, data.find("in/deep/a.pdf").state());
        assertEquals(0, data.index.catalog().stale());
    }

    @Test
    void aRenamedFileIsIdentifiedAgainAndTheRisksOfItsNameAreThoseOfTheNewOne() throws IOException {
        StoredFile file = classified(" a.pdf", "one");
        assertEquals(true, move(file, "a.exe").risks().isEmpty());
        assertEquals(1, data.index.catalog().stale());
        assertEquals(Set.of(Risk.SPACE), move(file, "a.exe ").risks());
    }

    @Test
    void nothingIsEverOverwritten() throws IOException {
        StoredFile file = data.upload("a", "one");
        data.upload("b", "two");
        Files.createDirectory(data.volume.files().resolve("c"));
        Files.createSymbolicLink(
                data.volume.files().resolve("d"), data.volume.files().resolve("nowhere"));
        for (String taken : List.of("b", "c", "d")) {
            assertThrows(IntakeException.NameTaken.class, () -> move(file, taken));
        }
        assertThrows(BadPathException.class, () -> move(file, "b/inside"));
        assertThrows(BadPathException.class, () -> move(file, "d/inside"));
        assertEquals("a", data.find("a").path().text());
        assertEquals("two", Files.readString(data.volume.files().resolve("b")));
    }

    @Test
    void aFileThatIsBeingReadIsReadAgainUnderItsNewName() throws IOException {
        StoredFile file = data.upload("a", "one");
        try (Slot slot = Slot.take(data.volume)) {
            Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
            assertEquals(State.RECEIVED, move(file, "b").state());
            data.record(data.outcome(claim, new Outcome.Gone()));
            assertEquals(State.RECEIVED, data.find("b").state());
        }
    }

    @Test
    void aReaderThatFindsItGoneBeforeItsRowFollowsLosesNothing() throws IOException {
        StoredFile file = data.upload("a", "one");
        try (Slot slot = Slot.take(data.volume)) {
            Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
            data.dieAfter(Step.MOVE_MOVED, () -> move(file, "b"));
            data.record(data.outcome(claim, new Outcome.Gone()));
        }
        assertEquals(file.id(), data.find("b").id());
        assertEquals(State.RECEIVED, data.find("b").state());
    }

    @Test
    void whatIsDoneToAFileBeforeItsRowFollowsIsDoneWhereItsBytesAre() throws IOException {
        StoredFile deleted = data.upload("a", "one");
        data.dieAfter(Step.MOVE_MOVED, () -> move(deleted, "in/b"));
        assertEquals("in/b", data.index.trash().put(deleted.id()).path().text());
        assertEquals(0, data.discover().found());
        assertEquals("one", Files.readString(data.trashed(deleted.id())));

        StoredFile moved = data.upload("c", "two");
        data.dieAfter(Step.MOVE_MOVED, () -> move(moved, "in/d"));
        assertEquals(moved.id(), move(moved, "e").id());
        assertEquals("two", Files.readString(data.volume.files().resolve("e")));
    }

    @Test
    void aFileThatIsMovedUnderItsDescriberIsDescribedWhereItIs() throws IOException {
        StoredFile file = classified("a", "one");
        DescriptionQueue descriptions = data.index.descriptions();
        try (Slot slot = Slot.take(data.volume)) {
            DescriptionClaim claim = descriptions.claim(slot, 1).getFirst();
            data.dieAfter(Step.MOVE_MOVED, () -> move(file, "in/a"));
            data.index
                    .descriptions()
                    .record(slot, List.of(new DescriptionOutcome(claim, new DescriptionOutcome.Gone())), "1", "");
            assertEquals(false, data.index.descriptions().anyLeft());
            data.discover();
            assertEquals(true, data.index.descriptions().anyLeft());
        }
    }

    @Test
    void aServerThatStartsFinishesTheMovesOfOneThatDied() throws IOException {
        StoredFile one = data.upload("in/a", "one");
        StoredFile file = data.upload("b", "two");
        data.dieAfter(Step.FOLDER_MOVED, () -> data.index.moves().folder(FilePath.of("in"), FilePath.of("out")));
        data.dieAfter(Step.MOVE_MOVED, () -> move(file, "c"));

        data.index.moves().settle();

        assertEquals(one.id(), data.find("out/a").id());
        assertEquals(file.id(), data.find("c").id());
    }

    @Test
    void aFileThatIsInTheTrashOrGoneOrAnotherIsNotMoved() throws IOException {
        StoredFile trashed = data.upload("a", "one");
        data.index.trash().put(trashed.id());
        assertThrows(IntakeException.NotFound.class, () -> move(trashed, "b"));
        StoredFile gone = data.upload("c", "one");
        Files.delete(data.volume.file(gone.path()));
        assertThrows(IntakeException.NotFound.class, () -> move(gone, "b"));
        StoredFile replaced = data.upload("d", "one");
        Files.delete(data.volume.file(replaced.path()));
        Files.writeString(data.volume.files().resolve("other"), "x");
        Files.writeString(data.volume.file(replaced.path()), "another");
        assertThrows(IntakeException.Replaced.class, () -> move(replaced, "b"));
        assertEquals("another", Files.readString(data.volume.file(replaced.path())));
    }

    @Test
    void aMissingFileOfTheNewNameMakesWay() throws IOException {
        StoredFile old = data.upload("b", "old");
        Files.delete(data.volume.file(old.path()));
        data.discover();
        StoredFile moved = move(data.upload("a", "one"), "b");
        assertEquals(moved.id(), data.find("b").id());
        assertEquals(true, data.index.catalog().find(old.id()).isEmpty());
    }

    @Test
    void aFolderMovesWithAllThatIsInItAndWithNothingBeside() throws IOException {
        StoredFile one = classified("in/a", "one");
        StoredFile two = classified("in/deep/b", "two");
        data.upload("in.txt", "beside");
        data.upload("in-a", "beside");
        assertEquals(2, data.index.moves().folder(FilePath.of("in"), FilePath.of("out/there")));
        assertEquals(one.id(), data.find("out/there/a").id());
        assertEquals(two.id(), data.find("out/there/deep/b").id());
        assertEquals(State.CLASSIFIED, data.find("out/there/deep/b").state());
        assertEquals("in.txt", data.find("in.txt").path().text());
        assertEquals("in-a", data.find("in-a").path().text());
        assertEquals(0, data.discover().missing());
    }

    @Test
    void aFolderIsMovedNeitherIntoItselfNorOntoAnything() throws IOException {
        data.upload("in/a", "one");
        data.upload("out/b", "two");
        data.upload("file", "three");
        Files.createDirectory(data.volume.files().resolve("empty"));
        FilePath in = FilePath.of("in");
        Moves moves = data.index.moves();
        assertThrows(BadPathException.class, () -> moves.folder(in, FilePath.of("in/deeper")));
        assertThrows(IntakeException.NameTaken.class, () -> moves.folder(in, FilePath.of("out")));
        assertThrows(IntakeException.NameTaken.class, () -> moves.folder(in, FilePath.of("file")));
        assertThrows(BadPathException.class, () -> moves.folder(in, FilePath.of("file/in")));
        assertThrows(IntakeException.NotFound.class, () -> moves.folder(FilePath.of("no"), FilePath.of("x")));
        assertThrows(IntakeException.NotFound.class, () -> moves.folder(FilePath.of("file"), FilePath.of("x")));
        assertEquals("one", Files.readString(data.volume.files().resolve("in/a")));
        assertEquals(1, moves.folder(in, FilePath.of("empty")));
        assertEquals("empty/a", data.find("empty/a").path().text());
    }

    @Test
    void aNameThatIsNoTextMovesByItsBytes() throws IOException {
        StoredFile file = data.upload(
                FilePath.of(new byte[] {'i', 'n', '/', (byte) 0xff, (byte) 0xfe}), "one", Intake.Taken.NUMBER);
        assertEquals(1, data.index.moves().folder(FilePath.of("in"), FilePath.of("out")));
        StoredFile moved = data.index.catalog().find(file.id()).orElseThrow();
        assertEquals(FilePath.of(new byte[] {'o', 'u', 't', '/', (byte) 0xff, (byte) 0xfe}), moved.path());
        assertEquals("one", Files.readString(data.volume.file(moved.path())));
    }

    private StoredFile move(StoredFile file, String to) {
        return data.index.moves().file(file.id(), FilePath.of(to));
    }

    private StoredFile classified(String path, String content) throws IOException {
        StoredFile file = data.upload(path, content);
        try (Slot slot = Slot.take(data.volume)) {
            data.claimAll(slot, data.sweep(slot), Policy.FCFS).forEach(claim -> data.record(data.classified(claim)));
        }
        return data.index.catalog().find(file.id()).orElseThrow();
    }
}
