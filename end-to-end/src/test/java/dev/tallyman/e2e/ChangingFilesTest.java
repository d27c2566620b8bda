package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs change while they are being processed. */
class ChangingFilesTest {
    private static final long SLOW = 384L << 20;

    @TempDir
    Path temp;

    private Path data;
    private Path file;

    @BeforeEach
    void anIntake() throws Exception {
        data = temp.resolve("data").toAbsolutePath();
        Tallyman.sweep(data);
        file = Disk.sparse(data.resolve("files/file.bin"), SLOW);
    }

    @Test
    void aFileDeletedWhileItIsReadIsMissingInTheEnd() throws Exception {
        whileItIsRead(() -> Files.delete(file));

        Tallyman.sweep(data);

        assertEquals(List.of("missing"), Shell.query(data, "SELECT state FROM v_file"));
        assertEquals(List.of("0"), Shell.query(data, "SELECT files FROM v_totals"));
    }

    @Test
    void aFileReplacedWhileItIsReadIsRecordedAsWhatReplacedIt() throws Exception {
        Path other = Files.writeString(temp.resolve("other.txt"), "something else");

        whileItIsRead(() -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING));

        Tallyman.sweep(data);
        assertEquals(
                List.of("classified|14|" + Disk.sha256("something else")),
                Shell.query(data, "SELECT state, size, sha256 FROM v_file"));
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsRecordedWhole() throws Exception {
        whileItIsRead(() -> Files.writeString(file, "the end", StandardOpenOption.APPEND));

        Tallyman.sweep(data);

        String sum = Shell.run("sha256sum", file).substring(0, 64);
        assertEquals(
                List.of("classified|" + (SLOW + 7) + "|" + sum),
                Shell.query(data, "SELECT state, size, sha256 FROM v_file"));
    }

    private void whileItIsRead(Change change) throws Exception {
        try (var sweep = Tallyman.start("sweep", "--data", data)) {
            Await.that("the file is being read", () -> Disk.isOpen(sweep.pid(), file));
            change.make();
            sweep.end().ended(0);
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    @Test
    void aTreeThatNeverStandsStillIsCountedRightOnceItDoes() throws Exception {
        Files.delete(file);
        Path files = data.resolve("files");
        for (int n = 0; n < 1500; n++) {
            Path path = files.resolve(n % 15 + "/" + n + ".txt");
            Files.createDirectories(path.getParent());
            Files.writeString(path, "file " + n);
        }
        var random = new Random(7);
        try (var sweep = Tallyman.start("sweep", "--data", data)) {
            while (sweep.isAlive()) {
                stir(files, random);
            }
            sweep.end().ended(0);
        }

        Tallyman.sweep(data);

        List<Path> present = Disk.files(files);
        assertEquals(present.size(), Shell.count(data, "state = 'classified'"));
        assertEquals(List.of(present.size() + ""), Shell.query(data, "SELECT files FROM v_totals"));
        for (Path path : present) {
            if (random.nextInt(20) == 0) {
                assertEquals(
                        List.of(Disk.sha256(Files.readAllBytes(path))),
                        Shell.query(data, "SELECT sha256 FROM v_file WHERE path = '" + files.relativize(path) + "'"));
            }
        }
    }

    private static void stir(Path files, Random random) throws IOException {
        int n = random.nextInt(1500);
        Path path = files.resolve(n % 15 + "/" + n + ".txt");
        switch (random.nextInt(3)) {
            case 0 -> Files.deleteIfExists(path);
            case 1 -> Files.writeString(path, "written again " + random.nextInt());
            default -> {
                if (Files.exists(path)) {
                    Files.move(path, files.resolve(n % 7 + "/moved " + n), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
