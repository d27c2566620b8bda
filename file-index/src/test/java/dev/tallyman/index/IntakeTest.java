package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest extends OnAVolume {
    @Test
    void anUploadIsAFileAndARow() throws IOException {
        StoredFile file = data.upload("a/b.txt", "hello");
        assertEquals("hello", Files.readString(data.volume.files().resolve("a/b.txt")));
        assertEquals(State.RECEIVED, file.state());
        assertEquals(TestVolume.sha256("hello"), file.sha256());
        assertEquals(1, data.index.catalog().totals().files());
        try (var parts = Files.list(data.volume.uploads())) {
            assertEquals(0, parts.count());
        }
    }

    @Test
    void aTakenNameGetsTheNextFreeOneAndNothingIsOverwritten() throws IOException {
        data.upload("a.txt", "one");
        assertEquals("a (2).txt", data.upload("a.txt", "two").path().text());
        assertEquals("a (3).txt", data.upload("a.txt", "three").path().text());
        assertEquals("one", Files.readString(data.volume.files().resolve("a.txt")));
    }

    @Test
    void twentyUploadsOfOneNameAtOnceAreTwentyFiles() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, 20)
                    .mapToObj(n -> (Callable<StoredFile>) () -> data.upload("same.txt", "content " + n))
                    .toList();
            Set<String> names = new HashSet<>();
            for (Future<StoredFile> upload : pool.invokeAll(uploads)) {
                names.add(upload.get().path().text());
            }
            assertEquals(20, names.size());
        }
        assertEquals(20, data.index.catalog().totals().files());
        assertEquals(20, data.discover().same());
    }

    @Test
    void whoWantsNoOtherNameIsRefusedAndKeepsTheUpload() throws IOException {
        data.upload("a.txt", "one");
        assertThrows(
                IntakeException.NameTaken.class, () -> data.upload(FilePath.of("a.txt"), "two", Intake.Taken.REFUSE));
        assertEquals("one", Files.readString(data.volume.files().resolve("a.txt")));
    }

    @Test
    void whatAnotherTransitionHasJustNamedIsNotTakenOver() throws IOException {
        long restored = data.upload("a", "one").id();
        data.index.trash().put(restored);
        data.dieAfter(Step.RESTORE_MOVED, () -> data.index.trash().restore(restored));
        Arrival again = new Arrival(FilePath.of("a"), 0, Intake.Taken.NUMBER, null, null, "first");
        assertEquals("a (2)", data.upload(again, "one").file().path().text());
        long moved = data.upload("b", "two").id();
        data.dieAfter(Step.MOVE_MOVED, () -> data.index.moves().file(moved, FilePath.of("c")));
        Arrival there = new Arrival(FilePath.of("c"), 0, Intake.Taken.NUMBER, null, null, "second");
        assertEquals("c (2)", data.upload(there, "two").file().path().text());
        data.discover();
        assertEquals(restored, data.find("a").id());
        assertEquals(moved, data.find("c").id());
    }

    @Test
    void aFileWhereAFolderShouldBeIsAClearRefusal() throws IOException {
        data.upload("a", "a file");
        assertThrows(BadPathException.class, () -> data.upload("a/b.txt", "x"));
    }

    @Test
    void aFolderThatIsALinkLeadsNowhere(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(data.volume.files().resolve("link"), elsewhere);
        assertThrows(BadPathException.class, () -> data.upload("link/b.txt", "x"));
        assertFalse(Files.exists(elsewhere.resolve("b.txt")));
    }

    @Test
    void aFolderReplacedByALinkIsNotReadThrough(@TempDir Path elsewhere) throws IOException {
        StoredFile file = data.upload("folder/secret.txt", "x");
        Files.writeString(elsewhere.resolve("secret.txt"), "another one's");
        Files.delete(data.volume.file(file.path()));
        Files.delete(data.volume.files().resolve("folder"));
        Files.createSymbolicLink(data.volume.files().resolve("folder"), elsewhere);
        assertThrows(java.nio.file.NoSuchFileException.class, () -> data.volume.open(file.path()));
    }

    @Test
    void aDeleteMovesNothingFromBehindALink(@TempDir Path elsewhere) throws IOException {
        StoredFile file = data.upload("folder/name.txt", "ours");
        Path other = Files.writeString(elsewhere.resolve("name.txt"), "another one's");
        Files.delete(data.volume.file(file.path()));
        Files.delete(data.volume.files().resolve("folder"));
        Files.createSymbolicLink(data.volume.files().resolve("folder"), elsewhere);

        assertThrows(IntakeException.Replaced.class, () -> data.index.trash().put(file.id()));

        assertTrue(Files.exists(other));
        assertEquals(State.RECEIVED, data.find("folder/name.txt").state());
    }

    @Test
    void whatTookTheFilesPlaceIsNeverDeletedInItsStead() throws Exception {
        StoredFile file = data.upload("a", "ours");
        Path place = data.volume.file(file.path());
        Path kept = data.volume.root().resolveSibling("kept");
        Files.move(place, kept);

        Files.createDirectory(place);
        assertTrue(refusal(file).contains("a folder"));
        Files.delete(place);
        Files.createSymbolicLink(place, kept);
        assertTrue(refusal(file).contains("a symbolic link"));
        Files.delete(place);
        new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
        assertTrue(refusal(file).contains("a pipe"));
        Files.delete(place);
        Files.writeString(place, "ours");
        assertTrue(refusal(file).contains("another file"));
        assertTrue(Files.exists(place));
        Files.move(kept, place, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(State.TRASHED, data.index.trash().put(file.id()).state());
    }

    private String refusal(StoredFile file) {
        assertThrows(IntakeException.Replaced.class, () -> data.volume.open(file));
        var refused = assertThrows(
                IntakeException.Replaced.class, () -> data.index.trash().put(file.id()));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void aLinkInTheTrashIsNotRestored(@TempDir Path elsewhere) throws IOException {
        StoredFile file = data.upload("a", "ours");
        data.index.trash().put(file.id());
        Path trashed = data.trashed(file.id());
        Files.delete(trashed);
        Files.createSymbolicLink(trashed, Files.writeString(elsewhere.resolve("secret"), "x"));

        assertThrows(IntakeException.Replaced.class, () -> data.index.trash().restore(file.id()));
        assertFalse(Files.exists(data.volume.files().resolve("a")));

        data.index.trash().empty();
        assertTrue(Files.exists(elsewhere.resolve("secret")));
    }

    @Test
    void aFolderInTheTrashHindersNobody() throws IOException {
        StoredFile file = data.upload("a", "ours");
        StoredFile other = data.upload("b", "theirs");
        data.index.trash().put(file.id());
        data.index.trash().put(other.id());
        Files.delete(data.trashed(file.id()));
        Files.createDirectories(data.trashed(file.id()).resolve("deep"));

        data.index.trash().empty();

        assertTrue(Files.exists(data.trashed(file.id()).resolve("deep")));
        assertFalse(Files.exists(data.trashed(other.id())));
    }

    @Test
    void nothingInTheTrashIsEverMovedOnto() throws IOException {
        StoredFile file = data.upload("a", "ours");
        Files.writeString(data.trashed(file.id()), "the only copy of something");

        data.index.trash().put(file.id());

        assertEquals("ours", Files.readString(data.trashed(file.id())));
        assertEquals("the only copy of something", Files.readString(data.trashed(file.id() + 1)));
    }

    @Test
    void deleteAndRestoreKeepIdBytesAndVerdict() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        data.index.trash().put(file.id());
        assertFalse(Files.exists(data.volume.files().resolve("a.txt")));
        assertEquals(0, data.index.catalog().totals().files());
        StoredFile back = data.index.trash().restore(file.id());
        assertEquals(file.id(), back.id());
        assertEquals(State.RECEIVED, back.state());
        assertEquals("one", Files.readString(data.volume.files().resolve("a.txt")));
        assertEquals(1, data.discover().same());
    }

    @Test
    void aRestoredFileWhoseNameIsTakenGetsAFreeOne() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        data.index.trash().put(file.id());
        data.upload("a.txt", "two");
        assertEquals("a (2).txt", data.index.trash().restore(file.id()).path().text());
        assertEquals("two", Files.readString(data.volume.files().resolve("a.txt")));
    }

    @Test
    void aPurgedFileIsGoneForGood() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        assertThrows(IntakeException.NotFound.class, () -> data.index.trash().purge(file.id()));
        data.index.trash().put(file.id());
        data.index.trash().purge(file.id());
        assertTrue(data.index.catalog().find(file.id()).isEmpty());
        try (var trash = Files.list(data.volume.trash())) {
            assertEquals(0, trash.count());
        }
        assertThrows(IntakeException.NotFound.class, () -> data.index.trash().restore(file.id()));
    }

    @Test
    void aNewFileNeverGetsTheIdOfAPurgedOne() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        data.index.trash().put(file.id());
        data.index.trash().purge(file.id());
        assertTrue(data.upload("b.txt", "two").id() > file.id());
    }

    @Test
    void namesThatDifferOnlyInCaseOrNormalisationAreDifferentFiles() throws IOException {
        for (String name : new String[] {"\u00e9.txt", "e\u0301.txt", "\u00c9.txt", "A.txt", "a.txt"}) {
            assertEquals(name, data.upload(name, name).path().text());
        }
        assertEquals(5, data.discover().same());
    }
}
