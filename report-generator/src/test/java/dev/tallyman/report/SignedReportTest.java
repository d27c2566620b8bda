package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallyman.program.Program;
import dev.tallyman.volume.disk.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report proves that it is as it was made: to us, and to people who have no Tallyman. */
class SignedReportTest {
    @TempDir
    Path folder;

    private Path data;
    private Path report;
    private String said = "";

    @BeforeEach
    void report() throws IOException {
        try (TestIntake intake = new TestIntake(folder)) {
            intake.fill();
            intake.upload(FilePath.of("back\\slash\nin/a name\r.txt"), "x");
            intake.upload(FilePath.of(new byte[] {(byte) 0xe9, '/', 'a'}), "no UTF-8");
            intake.folders = true;
            intake.report();
            data = intake.data;
            report = intake.latest().toRealPath();
        }
    }

    private int run(Map<String, String> environment, String... args) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = new Main(new Program(environment, InstantSource.system(), stream, stream), new AtomicBoolean())
                .execute(args);
        said = out.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private int verify(Object... args) {
        String[] words = new String[args.length + 1];
        words[0] = "verify";
        for (int i = 0; i < args.length; i++) {
            words[i + 1] = args[i].toString();
        }
        return run(Map.of(), words);
    }

    private int tool(Path where, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    private void needs(String tool) {
        boolean there = Files.isExecutable(Path.of("/usr/bin", tool));
        assumeTrue(there || "true".equals(System.getenv("CI")), tool + " is not installed");
    }

    @Test
    void eachFileThatWasChangedAddedOrRemovedIsAFault() throws IOException {
        assertEquals(0, verify(report), said);
        assertTrue(said.contains(": intact, "), said);
        assertEquals(0, verify(report.resolve("manifest-sha256.txt")), said);

        Files.writeString(report.resolve("data/summary.json"), "{}");
        Files.delete(report.resolve("data/files.csv.gz"));
        Files.move(report.resolve("data/summary.csv"), folder.resolve("elsewhere.csv"));
        Files.createSymbolicLink(report.resolve("data/summary.csv"), folder.resolve("elsewhere.csv"));
        Files.writeString(report.resolve("lists/added\u202e.html"), "");
        Files.createSymbolicLink(report.resolve("assets/link"), report.resolve("index.html"));

        assertEquals(1, verify(report));
        assertEquals("""
                assets/link: is a symbolic link, which a report has none of
                data/summary.csv: is a symbolic link, which a report has none of
                data/files.csv.gz: is missing
                data/summary.json: was changed
                lists/added\\u202E.html: was added
                """, said);
    }

    @Test
    void whoWritesTheListAnewNeedsTheKey() throws IOException {
        Path list = report.resolve("manifest-sha256.txt");
        Path key = report.resolve("report-key.pub.pem");
        Files.writeString(
                list, Files.readString(list, StandardCharsets.ISO_8859_1) + "\n", StandardCharsets.ISO_8859_1);
        assertEquals(1, verify(report));
        assertTrue(said.matches("(?s)manifest-sha256.txt:\\d+: is no line .*is not signed by the key .*"), said);

        Files.delete(report.resolve("manifest-sha256.txt.sig"));
        assertEquals(1, verify(report));
        assertTrue(said.contains("is not signed by the key"), said);
        Files.writeString(key, "no key");
        assertEquals(1, verify(report));
        assertTrue(said.contains("report-key.pub.pem: holds no key"), said);
    }

    @Test
    void aReportThatSomebodyElseHasSignedIsAFaultForWhoeverKnowsTheKey() throws IOException {
        Path trusted = Files.copy(report.resolve("report-key.pub.pem"), folder.resolve("trusted.pem"));
        assertEquals(0, verify("--public-key", trusted, report), said);

        Files.delete(data.resolve("index/report-key.pem"));
        assertEquals(0, run(Map.of(), "report", "--force", "--data", data.toString()), said);

        Path other = report.resolveSibling("latest");
        assertEquals(0, verify(other), said);
        assertEquals(1, verify("--public-key", trusted, other), said);
        assertEquals(1, verify("--public-key", trusted, data), said);
        assertTrue(said.contains(report + ": intact"), report + "\n" + said);
        assertEquals(1, run(Map.of("TALLYMAN_PUBLIC_KEY", trusted.toString()), "verify", other.toString()), said);
        assertEquals(2, verify("--public-key", report.resolve("index.html"), other));
        assertTrue(said.contains("holds no Ed25519 key") && said.contains("openssl genpkey"), said);
    }

    @Test
    void aDataFolderIsIntactWhenEachOfItsReportsIs() throws IOException {
        assertEquals(0, run(Map.of(), "report", "--force", "--data", data.toString()), said);
        assertEquals(0, verify(data), said);

        Files.writeString(report.resolve("index.html"), "");
        assertEquals(1, verify(data));
        assertTrue(said.contains("reports/" + report.getFileName() + "/index.html: was changed"), said);
        Files.delete(report.resolve("manifest-sha256.txt"));
        assertEquals(0, verify(data), "made by a version that did not sign");
        assertTrue(said.contains("reports/" + report.getFileName() + ": is not signed"), said);
    }

    @Test
    void theReportOfAFolderProvesItselfAlone() throws IOException {
        assertEquals(0, verify(report.resolve("folders/photos")), said);
        Files.writeString(report.resolve("folders/photos/index.html"), "");
        assertEquals(1, verify(report.resolve("folders/photos")));
        assertEquals(1, verify(report));
        assertEquals("folders/photos/index.html: was changed\n", said);
    }

    @Test
    void toolsThatEverybodyHasProveItToo() throws Exception {
        needs("sha256sum");
        needs("openssl");
        assertEquals(0, tool(report, "sha256sum", "--quiet", "--strict", "-c", "manifest-sha256.txt"), said);
        String[] signature = {
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "report-key.pub.pem",
            "-rawin",
            "-in",
            "manifest-sha256.txt",
            "-sigfile",
            "manifest-sha256.txt.sig"
        };
        assertEquals(0, tool(report, signature), said);
        Files.writeString(report.resolve("manifest-sha256.txt"), "");
        assertEquals(1, tool(report, signature), said);
    }

    @Test
    void aKeyOfOnesOwnSignsAndOneThatIsNoneIsRefused() throws Exception {
        needs("openssl");
        String key = folder.resolve("own.pem").toString();
        assertEquals(0, tool(folder, "openssl", "genpkey", "-algorithm", "ed25519", "-out", key), said);
        String[] make = {"report", "--force", "--data", data.toString(), "--signing-key", key};
        assertEquals(2, run(Map.of(), make));
        assertTrue(said.contains("it holds no “BEGIN PUBLIC KEY”"), said);
        assertEquals(0, tool(folder, "sh", "-c", "openssl pkey -in own.pem -pubout >> own.pem"), said);

        assertEquals(0, run(Map.of(), make), said);
        assertEquals(0, verify("--public-key", key, report.resolveSibling("latest")), said);
        assertEquals(1, verify("--public-key", key, report));

        Path pair = Files.writeString(
                folder.resolve("wrong.pem"),
                Files.readString(data.resolve("index/report-key.pem")).replaceFirst("(?s)-----BEGIN PUBLIC.*", "")
                        + Files.readString(Path.of(key)).replaceFirst("(?s).*(?=-----BEGIN PUBLIC)", ""));
        String[] wrong = {"report", "--force", "--data", data.toString()};
        assertEquals(2, run(Map.of("TALLYMAN_SIGNING_KEY", pair.toString()), wrong));
        assertTrue(said.contains("its two keys are no pair"), said);
        assertEquals(2, run(Map.of("TALLYMAN_SIGNING_KEY", "none.pem"), wrong));
        assertTrue(said.contains("there is no such file"), said);
    }

    @Test
    void theKeptKeyIsReadByItsOwnerAloneAndADamagedOneIsNotReplaced() throws IOException {
        Path key = data.resolve("index/report-key.pem");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        Files.writeString(key, "damaged");
        assertEquals(3, run(Map.of(), "report", "--force", "--data", data.toString()));
        assertTrue(said.contains("Without the file the next report makes a new one"), said);
        assertEquals("damaged", Files.readString(key));
    }
}
