package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens while files are described, their verdicts stand and the next sweep finishes. */
class DescribingFaultsTest {
    private static final int KILLS = 20;

    @TempDir
    Path temp;

    private Path off;

    @BeforeEach
    void rules() throws IOException {
        off = Files.writeString(
                temp.resolve("off.yaml"),
                "describe: {metadata: false, text: false, thumbnails: false, members: false}\n");
    }

    private static long described(Path data, String where) throws Exception {
        return Long.parseLong(
                Shell.query(data, "SELECT count(*) FROM file WHERE " + where).getFirst());
    }

    @Test
    void aContentThatKillsItsProcessTwiceHasNoDescriptionAndKeepsItsVerdict() throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Path rules = Files.writeString(temp.resolve("patient.yaml"), "describe: {time: 10m, bytes: 200GB}\n");
        Path killer = data.resolve("files/killer.gz").toAbsolutePath();
        try (var out = Files.newOutputStream(killer)) {
            byte[] part = zeros();
            for (int n = 0; n < 400; n++) {
                out.write(part); // parts of a gzip file follow each other: it takes minutes to unpack
            }
        }
        for (int n = 0; n < 20; n++) {
            Files.writeString(data.resolve("files/" + n + ".txt"), "file " + n);
        }
        for (int death = 1; death <= 2; death++) {
            try (var sweep = Tallyman.start("sweep", "--data", data, "--rules", rules)) {
                Await.that(
                        "the killer alone is being described",
                        () -> described(data, "description = 'described'") == 20
                                && described(data, "description = 'claimed'") == 1
                                && Disk.isOpen(sweep.pid(), killer));
                sweep.kill(); // as the kernel does when memory is out
            }
        }

        Tallyman.run("sweep", "--data", data, "--rules", rules).ended(0);

        assertEquals(
                List.of("classified|application/gzip|none"),
                Shell.query(data, "SELECT state, mime, description FROM file WHERE mime LIKE '%gzip'"));
        String reason = Shell.query(data, "SELECT description_error FROM file WHERE mime LIKE '%gzip'")
                .getFirst();
        assertTrue(reason.contains("died"), reason);
        assertEquals(20, described(data, "description = 'described' AND description_attempts = 1"));
    }

    private static byte[] zeros() throws IOException {
        var part = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(part)) {
            gzip.write(new byte[64 << 20]);
        }
        return part.toByteArray();
    }

    @Test
    void killedAgainAndAgainEveryFileIsDescribedOnce() throws Exception {
        int files = 2_000;
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        for (int n = 0; n < files; n++) {
            if (n % 10 == 0) {
                Files.write(data.resolve("files/" + n + ".zip"), archive(n));
            } else {
                Files.writeString(data.resolve("files/" + n + ".txt"), "file " + n + "\n");
            }
        }
        Tallyman.run("sweep", "--data", data, "--rules", off).ended(0);
        assertEquals(0, described(data, "description IS NOT NULL"), "what is switched off is not done");
        var chance = Chance.of(DescribingFaultsTest.class);
        for (int kill = 1; kill <= KILLS; kill++) {
            long enough = (long) files * kill / (KILLS + 2);
            try (var sweep = Tallyman.start("sweep", "--data", data)) {
                Await.that(
                        enough + " files are described",
                        () -> described(data, "description = 'described'") >= enough || !sweep.isAlive());
                chance.pause(0, 20);
                sweep.kill();
            }
        }

        Tallyman.sweep(data);

        assertEquals(files, described(data, "state = 'classified' AND attempts = 1"), "no verdict was touched");
        assertEquals(files, described(data, "description = 'described'"));
        assertEquals(
                List.of("200|200|200"),
                Shell.query(data, "SELECT count(*), count(DISTINCT file), sum(number) FROM member"));
        assertEquals(0, described(data, "description_attempts > 2"));
    }

    private static byte[] archive(int n) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("inside " + n + ".txt"));
            zip.write(("inside " + n).getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void aFullVolumeStopsDescribingWithItsReasonAndTheNextSweepFinishes() throws Exception {
        try (var volume = Mounted.small(temp.resolve("volume"), 48)) {
            Path data = volume.data();
            Tallyman.sweep(data);
            int files = 40;
            for (int n = 0; n < files; n++) {
                Files.write(data.resolve("files/" + n + ".bmp"), bitmap(n));
            }
            Tallyman.run("sweep", "--data", data, "--rules", off).ended(0);
            Path ballast = volume.fill();

            var full = Tallyman.run("sweep", "--data", data);

            assertTrue((full.out() + full.err()).contains("full"), full.out() + full.err());
            assertTrue(!full.err().contains("\tat "), full.err());
            assertEquals(files, described(data, "state = 'classified'"), "the verdicts stand");
            assertTrue(described(data, "description = 'described'") < files);
            Files.delete(ballast);
            Tallyman.sweep(data);
            assertEquals(files, described(data, "description = 'described' AND pictured = 1"));
            assertEquals(3L * files, Disk.files(data.resolve("index/thumbs")).size(), "no picture is missing or half");
        }
    }

    // Noise, which no small picture makes small.
    private static byte[] bitmap(int seed) {
        int edge = 256;
        byte[] bytes = new byte[54 + edge * edge * 3];
        new java.util.Random(seed).nextBytes(bytes);
        var head = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        head.put("BM".getBytes(UTF_8)).putInt(bytes.length).putInt(0).putInt(54);
        head.putInt(40).putInt(edge).putInt(edge).putShort((short) 1).putShort((short) 24);
        head.putInt(0)
                .putInt(edge * edge * 3)
                .putInt(2835)
                .putInt(2835)
                .putInt(0)
                .putInt(0);
        return bytes;
    }
}
