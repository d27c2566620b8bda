package dev.tallyman.processor.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.processor.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void create() {
        stage = new Stage(folder);
    }

    private Stage.Ended housekeeping(String rules) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        return stage.run(stage.command("housekeeping", "--rules", file.toString()));
    }

    private static FileTime ago(Duration time) {
        return FileTime.from(Instant.now().minus(time));
    }

    @Test
    void anUploadThatNobodyWritesIsRemovedAndOneThatIsWrittenStays() throws Exception {
        Path left = Files.writeString(stage.data.resolve("uploads/left.part"), "half");
        Path living = stage.data.resolve("uploads/living.part");
        try (FileChannel writer = FileChannel.open(living, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            writer.lock();
            assertEquals(0, housekeeping("").exit());
            assertFalse(Files.exists(left));
            assertTrue(Files.exists(living));
        }
    }

    @Test
    void oldReportsGoButNeverTheOneThatIsShown() throws Exception {
        Path reports = stage.data.resolve("reports");
        for (int run = 1; run <= 5; run++) {
            Files.createDirectories(reports.resolve(run + "/data"));
            Files.writeString(reports.resolve(run + "/data/x.csv"), "x");
        }
        Files.createSymbolicLink(reports.resolve("latest"), Path.of("2"));
        housekeeping("retention: {reports: 2}");
        try (Stream<Path> left = Files.list(reports)) {
            assertEquals(
                    List.of("2", "4", "5", "latest"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void whatIsPastItsRetentionIsPurged() throws Exception {
        stage.drop("gone.txt", "x");
        stage.drop("kept.txt", "y");
        stage.sweep();
        long gone = stage.file("gone.txt").id();
        stage.index(index -> index.trash().put(gone));
        Path log = Files.writeString(stage.data.resolve("logs/999.log"), "old");
        Files.setLastModifiedTime(log, ago(Duration.ofDays(31)));

        housekeeping("");
        assertTrue(Files.exists(stage.data.resolve("trash/" + gone)));
        assertFalse(Files.exists(log));
        housekeeping("retention: {trash: 0s}");
        assertFalse(Files.exists(stage.data.resolve("trash/" + gone)));
        assertEquals(1, (long) stage.index(index -> index.catalog().totals().files()));
    }

    // Writes in place and sets the time back, which leaves the inode's change time to tell of it.
    private static void overwrite(Path file, String bytes) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8)));
        }
        Files.setLastModifiedTime(file, time);
    }

    // A disk that rots leaves the change time as it is. After the trash none is recorded.
    private void rot(Path file, String bytes) throws IOException {
        long id = stage.file(file.getFileName().toString()).id();
        stage.index(index -> index.trash().put(id));
        stage.index(index -> index.trash().restore(id));
        overwrite(file, bytes);
    }

    @Test
    void aFileWrittenInPlaceUnderItsOldTimeIsReadAgainAndNoDamage() throws Exception {
        Path file = stage.drop("a.txt", "good bytes");
        stage.sweep();
        overwrite(file, "new!");
        assertEquals(0, housekeeping("").exit());
        assertEquals(State.CLASSIFIED, stage.file("a.txt").state());
        stage.sweep();
        assertEquals(State.CLASSIFIED, stage.file("a.txt").state());
        assertEquals(Stage.sha256("new! bytes"), stage.file("a.txt").sha256());
    }

    @Test
    void bytesThatRotUnderTheSameSizeAndTimeNeedPeople() throws Exception {
        Path file = stage.drop("photo.raw", "good bytes");
        stage.drop("fine.txt", "fine");
        stage.sweep();
        rot(file, "bad!");

        Stage.Ended ended = housekeeping("");
        assertEquals(0, ended.exit());
        StoredFile rotten = stage.file("photo.raw");
        assertEquals(State.QUARANTINED, rotten.state());
        assertTrue(String.valueOf(rotten.error()).contains(Stage.sha256("good bytes")));
        assertEquals(State.CLASSIFIED, stage.file("fine.txt").state());
        stage.sweep();
        assertEquals(State.QUARANTINED, stage.file("photo.raw").state(), "no sweep forgives it");
        stage.index(index -> index.intake().retry(rotten.id()));
        stage.sweep();
        assertEquals(Stage.sha256("bad! bytes"), stage.file("photo.raw").sha256());
    }

    @Test
    void aDamagedIndexIsRefusedWithTheWayBackWhichWorks() throws Exception {
        stage.drop("a.txt", "x");
        stage.sweep();
        housekeeping("");
        stage.drop("after the backup.txt", "y");
        stage.sweep();
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);
        Files.write(stage.data.resolve("index/tallyman.db"), noise);
        for (String command : List.of("status", "sweep", "housekeeping")) {
            Stage.Ended refused = stage.run(stage.command(command));
            assertEquals(3, refused.exit());
            assertTrue(refused.err().contains("tallyman restore"), refused.err());
        }
        String backup = stage.run(stage.command("restore")).out().replaceFirst("(?s)\\s.*", "");
        Stage.Ended restored = stage.run(stage.command("restore", backup));
        assertEquals(0, restored.exit(), restored.err());
        assertEquals(2, (long) stage.index(index -> index.catalog().totals().files()));
        assertEquals(Run.Kind.RESTORE, stage.runs().getFirst().kind());
        assertEquals(0, stage.sweep().exit());
        assertEquals(2, stage.count(State.CLASSIFIED));
        try (Stream<Path> kept = Files.list(stage.data.resolve("index"))) {
            assertTrue(kept.anyMatch(path -> path.toString().contains("tallyman.db.damaged-")));
        }
    }

    @Test
    void backupsRotate() throws Exception {
        for (int night = 0; night < 3; night++) {
            assertEquals(0, housekeeping("retention: {backups: 2}").exit());
        }
        try (Stream<Path> backups = Files.list(stage.data.resolve("index/backups"))) {
            assertEquals(2, backups.count());
        }
        assertEquals(2, stage.run(stage.command("restore", "no-such-backup")).exit());
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        Files.createDirectories(path.getParent());
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
    }

    @Test
    void whateverStrangeThingLiesInAFolderIsNamedAndLeftAndTheRestIsDone() throws Exception {
        stage.drop("gone.txt", "x");
        stage.drop("other.txt", "y");
        stage.sweep();
        long gone = stage.file("gone.txt").id();
        long other = stage.file("other.txt").id();
        stage.index(index -> index.trash().put(gone));
        stage.index(index -> index.trash().put(other));
        Files.delete(stage.data.resolve("trash/" + gone));
        List<String> strange = List.of(
                "uploads/pipe.part",
                "uploads/folder/in/it",
                "trash/" + gone + "/in it",
                "trash/pipe",
                "logs/77.log/x",
                "logs/pipe.log",
                "logs/2.log", // where this run's own would be
                "reports/latest/x",
                "reports/5",
                "index/backups/tallyman-99.db",
                "index/backups/tallyman-98.db/x",
                "index/slots/pipe");
        for (String path : strange) {
            pipe(stage.data.resolve(path));
        }
        Files.createSymbolicLink(stage.data.resolve("uploads/loop"), Path.of("loop"));
        Files.createSymbolicLink(stage.data.resolve("index/backups/tallyman-97.db"), Path.of("/nowhere"));
        Path log = Files.writeString(stage.data.resolve("logs/999.log"), "old");
        Files.setLastModifiedTime(log, ago(Duration.ofDays(31)));
        Files.writeString(stage.data.resolve("uploads/left.part"), "half");

        Stage.Ended ended = housekeeping("retention: {trash: 0s, backups: 1}");

        assertEquals(0, ended.exit(), ended.err());
        String named = ended.err().replaceFirst("(?s).*Left alone", "");
        for (String path : strange) {
            assertTrue(Files.exists(stage.data.resolve(path)), path);
            String top = path.replaceFirst("^((index/)?[^/]*/[^/]*).*", "$1");
            assertTrue(named.contains(top + " ("), top + " is not in " + named);
        }
        assertTrue(named.contains("uploads/loop (a symbolic link)"), named);
        assertFalse(Files.exists(stage.data.resolve("trash/" + other)));
        assertFalse(Files.exists(stage.data.resolve("uploads/left.part")));
        assertFalse(Files.exists(log));
        assertTrue(ended.err().contains("Backed the index up"));
        assertTrue(stage.run(stage.command("restore")).out().lines().count() == 1, "only what is a backup is listed");
    }

    @Test
    void aTaskThatFailsIsToldAtTheEndAndStopsNoOther() throws Exception {
        stage.drop("a.txt", "x");
        stage.sweep();
        Files.createDirectories(stage.data.resolve("index/backup.part/in the way"));
        Files.writeString(stage.data.resolve("uploads/left.part"), "half");

        Stage.Ended ended = housekeeping("");

        assertEquals(1, ended.exit());
        assertTrue(ended.err().contains("this could not be: The backup: "), ended.err());
        assertFalse(Files.exists(stage.data.resolve("uploads/left.part")));
        assertTrue(ended.err().contains("Read 1 file again"), "fixity comes after the backup");
        assertEquals(1, stage.runs().getFirst().exit());
    }
}
