package dev.tallyman.index.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.Skipped;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DiscoveryTest extends OnAVolume {
    @Test
    void everyNameIsFoundOnceAndThenTheSame() throws IOException {
        List<String> names = List.of(
                "a",
                "a-b/c",
                "a.b/c",
                "a/b",
                "a/b-c",
                "a0",
                "é/ü",
                "line\nbreak",
                "\"quotes\"",
                "rtl\u202Efdp.exe",
                "x".repeat(255),
                "deep/deep/deep/deep/deep",
                "a b",
                "-rf",
                " lead",
                "%41");
        for (String name : names) {
            if (name.equals("a")) {
                continue;
            }
            data.drop(name, name);
        }
        data.drop(FilePath.ofUrl("latin/Stra%DFe.txt"), "bytes");
        data.drop(FilePath.ofUrl("%FF%FE"), "bytes");
        assertEquals(names.size() + 1, data.discover().found());
        Discovery.Result again = data.discover();
        assertEquals(new Discovery.Result(0, 0, 0, names.size() + 1, List.of()), again);
    }

    @Test
    void aCopyWithAnOldTimeIsFound() throws IOException {
        data.discover();
        Path old = data.drop("old.txt", "x");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        assertEquals(1, data.discover().found());
    }

    @Test
    void aReplacedFileOfTheSameSizeAndTimeIsReadAgain() throws IOException {
        Path file = data.drop("a.txt", "one");
        data.discover();
        FileTime time = Files.getLastModifiedTime(file);
        Path other = data.drop("b.txt", "two");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, data.discover().changed());
    }

    @Test
    void aFileGoneFromTheDiskIsMissingAndComesBack() throws IOException {
        Path file = data.drop("a/b.txt", "one");
        data.discover();
        Files.delete(file);
        assertEquals(1, data.discover().missing());
        assertEquals(State.MISSING, data.find("a/b.txt").state());
        assertEquals(0, data.index.catalog().totals().files());
        data.drop("a/b.txt", "one");
        assertEquals(1, data.discover().changed());
        assertEquals(State.RECEIVED, data.find("a/b.txt").state());
    }

    @Test
    void linksAndFifosAreNamedAndNeverOpened() throws Exception {
        data.drop("real.txt", "x");
        Files.createSymbolicLink(data.volume.files().resolve("link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(data.volume.files().resolve("loop"), Path.of("."));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", data.volume.files().resolve("pipe").toString())
                        .start()
                        .waitFor());
        Discovery.Result result = data.discover();
        assertEquals(1, result.found());
        assertEquals(
                List.of("symbolic link 2", "device, FIFO or socket 1"),
                result.skipped().stream()
                        .sorted(java.util.Comparator.comparingLong(Skipped::count)
                                .reversed())
                        .map(skipped -> skipped.kind() + " " + skipped.count())
                        .toList());
    }

    @Test
    void lostAndFoundIsNobodysBusiness() throws IOException {
        Path own = Files.createDirectory(data.volume.files().resolve("lost+found"));
        Files.writeString(own.resolve("inode"), "x");
        assertEquals(0, data.discover().found());
    }

    @Test
    void aDeleteCutOffBeforeItsRowIsFinished() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        Files.move(data.volume.file(file.path()), data.trashed(file.id()));
        data.discover();
        StoredFile after = data.index.catalog().find(file.id()).orElseThrow();
        assertEquals(State.TRASHED, after.state());
        assertEquals("one", Files.readString(data.trashed(file.id())));
    }

    @Test
    void aRestoreCutOffBeforeItsRowIsFinished() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        data.index.trash().put(file.id());
        Files.createLink(data.volume.file(file.path()), data.trashed(file.id()));
        assertEquals(0, data.discover().found());
        assertEquals(file.id(), data.find("a.txt").id());
        assertEquals(State.RECEIVED, data.find("a.txt").state());
    }

    @Test
    void anUploadCutOffBeforeItsRowIsFoundByTheNextDiscovery() throws IOException {
        data.drop("cut.txt", "bytes without a row");
        assertEquals(1, data.discover().found());
    }

    @Test
    void aFileDeletedAgainWhileItIsFoundGetsNoSecondRow() throws IOException {
        StoredFile file = data.upload("a.txt", "one");
        data.index.trash().put(file.id());
        Files.createLink(data.volume.file(file.path()), data.trashed(file.id()));
        data.index.discovery().run(_ -> 0, _ -> {
            assertTrue(data.volume.file(file.path()).toFile().delete());
            return true;
        });
        assertEquals(1, data.index.catalog().totals().of(State.TRASHED).files());
        assertTrue(data.index.catalog().find(file.path()).isEmpty());
    }

    @Test
    void anotherDiscoveryAtTheSameTimeIsLeftAlone() throws IOException {
        data.drop("a.txt", "x");
        assertTrue(data.index
                .discovery()
                .run(_ -> 0, _ -> {
                    assertTrue(data.index.discovery().run(_ -> 0, _ -> true).isEmpty());
                    return true;
                })
                .isPresent());
    }

    @Test
    void aNameThatIsNotTextIsABlobInTheView() throws IOException {
        data.drop(FilePath.ofUrl("Stra%DFe"), "x");
        data.discover();
        Listing.Page page = data.index.catalog().list(Listing.newest(10));
        assertEquals("Stra\uFFFDe", page.files().getFirst().path().text());
        assertTrue(page.files().getFirst().risks().contains(Risk.ENCODING));
        assertEquals(
                "Stra%DFe",
                FilePath.of(page.files().getFirst().path().bytes()).url(),
                new String(page.files().getFirst().path().bytes(), StandardCharsets.ISO_8859_1));
    }

    private void classify(String path) throws IOException {
        long changed = ((FileTime) Files.getAttribute(data.volume.file(FilePath.of(path)), "unix:ctime"))
                .to(TimeUnit.NANOSECONDS);
        try (Slot slot = Slot.take(data.volume)) {
            Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
            var read = (Outcome.Classified) data.classified(claim).verdict();
            data.record(data.outcome(claim, new Outcome.Classified(read.identification(), read.sha256(), changed)));
        }
    }

    @Test
    void aFileWrittenInPlaceThatKeepsItsSizeAndTimeIsSeenByItsChangeTime() throws IOException {
        Path file = data.drop("a.txt", "one");
        data.discover();
        classify("a.txt");
        assertEquals(1, data.discover().same());
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "two", StandardOpenOption.WRITE);
        Files.setLastModifiedTime(file, time);
        assertEquals(1, data.discover().changed());
        assertEquals(State.RECEIVED, data.find("a.txt").state());
    }

    @Test
    void aRowWithoutAChangeTimeAndAFileBackFromTheTrashAreAsTheyWere() throws IOException {
        Path old = data.drop("old.txt", "one");
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            data.record(data.classified(
                    data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst()));
        }
        data.drop("back.txt", "two");
        data.discover();
        classify("back.txt");
        Files.setPosixFilePermissions(old, Set.of(PosixFilePermission.OWNER_READ));
        long back = data.find("back.txt").id();
        data.index.trash().put(back);
        data.index.trash().restore(back);
        assertEquals(2, data.discover().same());
    }
}
