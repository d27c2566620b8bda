package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that was damaged is refused, and last night's backup brings it back. */
class DamagedIndexTest {
    private static final int FILES = 40;

    private static Path intake;

    enum Damage {
        TRUNCATED {
            @Override
            void to(RandomAccessFile index) throws IOException {
                index.setLength(index.length() / 2);
            }
        },
        EMPTIED {
            @Override
            void to(RandomAccessFile index) throws IOException {
                index.setLength(0);
            }
        },
        NOISE {
            @Override
            void to(RandomAccessFile index) throws IOException {
                byte[] noise = new byte[(int) index.length()];
                new Random(1).nextBytes(noise);
                index.seek(0);
                index.write(noise);
            }
        },
        NOISE_BEHIND_THE_HEADER {
            @Override
            void to(RandomAccessFile index) throws IOException {
                byte[] noise = new byte[(int) index.length() - 4096];
                new Random(2).nextBytes(noise);
                index.seek(4096);
                index.write(noise);
            }
        };

        abstract void to(RandomAccessFile index) throws IOException;
    }

    @BeforeAll
    static void anIntakeWithABackup(@TempDir Path temp) throws Exception {
        intake = temp.resolve("intake");
        Tallyman.sweep(intake);
        for (int n = 0; n < FILES; n++) {
            Files.writeString(intake.resolve("files/" + n + ".txt"), "file " + n);
        }
        Tallyman.sweep(intake);
        Tallyman.run("housekeeping", "--data", intake).ended(0);
        Files.writeString(intake.resolve("files/after the backup.txt"), "later");
        Tallyman.sweep(intake);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedIndexIsRefusedAndTheBackupBringsEveryFileBack(Damage damage, @TempDir Path temp) throws Exception {
        Path data = damaged(damage, temp);

        refused(Tallyman.run("sweep", "--data", data));
        var listed = Tallyman.run("restore", "--data", data).ended(0);
        var backup = Pattern.compile("\\S+\\.db").matcher(listed.out());
        assertTrue(backup.find(), listed.out());
        Tallyman.run("restore", "--data", data, backup.group()).ended(0);

        Tallyman.sweep(data);
        assertEquals(FILES + 1, Shell.count(data, "state = 'classified'"));
        assertEquals(FILES + 1, Shell.count(data, "1"));
        assertTrue(
                Disk.files(data.resolve("index")).stream()
                        .anyMatch(file -> file.getFileName().toString().contains("damaged")),
                "the damaged index is kept beside it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "report", "housekeeping", "status"})
    void noProgramWorksOnADamagedIndex(String command, @TempDir Path temp) throws Exception {
        Path data = damaged(Damage.NOISE_BEHIND_THE_HEADER, temp);

        var ports = Map.of("TALLYMAN_PORT", "0", "TALLYMAN_HEALTH_PORT", "0");
        refused(Tallyman.run(ports, command, "--data", data));
    }

    @Test
    void aServerWhoseIndexIsDamagedUnderItSaysWhatToDo(@TempDir Path temp) throws Exception {
        Path data = temp.resolve("data");
        Shell.run("cp", "-a", intake, data);
        try (var server = Server.start(data)) {
            damage(Damage.NOISE_BEHIND_THE_HEADER, data);

            var files = server.get("/api/v1/files").answered(503).body();
            assertTrue(files.contains("tallyman restore"), files);
            var page = server.get("/", "Accept", "text/html").answered(503).body();
            assertTrue(page.contains("tallyman restore"), page);
            var upload =
                    server.put("new.txt", "new".getBytes(UTF_8)).answered(503).body();
            assertTrue(upload.contains("tallyman restore"), upload);
        }
        assertFalse(Files.exists(data.resolve("files/new.txt")), "what was refused is not there");
        assertEquals(FILES + 1, Disk.files(data.resolve("files")).size());
    }

    private static Path damaged(Damage damage, Path temp) throws Exception {
        Path data = temp.resolve("data");
        Shell.run("cp", "-a", intake, data);
        damage(damage, data);
        return data;
    }

    private static void damage(Damage damage, Path data) throws IOException {
        Path index = data.resolve("index/tallyman.db");
        try (var file = new RandomAccessFile(index.toFile(), "rw")) {
            damage.to(file);
        }
    }

    private static void refused(Tallyman.Outcome outcome) {
        outcome.ended(3);
        assertTrue(outcome.err().contains("tallyman restore"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }
}
