package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that break other programs go through every part of this one, and others are refused. */
class HostileNamesTest {
    private static Server server;

    /** Percent-encoded, as they go into a request. */
    static List<String> names() {
        return List.of(
                "not-utf8-%FF%FE%80.txt",
                "folder%FF/inside%FE.txt",
                "x".repeat(251) + ".txt",
                "%C3%BC".repeat(125) + ".txt",
                "two%0Alines.txt",
                "tab%09and%0Dreturn.txt",
                "quotes%22%27%60.txt",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E.txt".replace("%2F", "_"),
                "right-%E2%80%AEtxt.exe",
                "%D7%A9%D7%9C%D7%95%D7%9D.txt",
                "Twin.txt",
                "twin.txt",
                "caf%C3%A9.txt",
                "cafe%CC%81.txt",
                "%20.txt",
                "-rf",
                ".hidden",
                "100%25.txt",
                "a%3Fb%23c%26d%3De%2Bf.txt",
                "back%5Cslash.txt",
                "%7B%7Bbraces%7D%7D%24%7Bx%7D.txt",
                "NUL",
                "folder/lost+found/a.txt",
                ("%C3%BC".repeat(125) + "/").repeat(11) + "long.txt",
                "deep/" + "folder/".repeat(60) + "file.txt",
                "%F0%9F%93%84.txt");
    }

    @BeforeAll
    static void serve(@TempDir Path temp) throws Exception {
        server = Server.start(temp.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anyNameIsTakenShownServedDeletedAndRestored(String name) throws Exception {
        String text = "content of " + name;
        Path onDisk = Disk.file(server.data().resolve("files"), name);

        var record = server.put(name, text.getBytes(StandardCharsets.UTF_8)).answered(201);
        String file = "/api/v1/files/" + record.id();

        assertEquals(text, Files.readString(onDisk));
        assertSameName(name, server.get(file).answered(200));
        assertEquals(text, server.get(file + "/content").answered(200).body());
        String page = server.get("/files/" + record.id()).answered(200).body();
        assertFalse(page.contains("<script>alert(1)"), "the name is escaped");

        server.delete(file).answered(204);
        assertFalse(Files.exists(onDisk));
        assertTrue(server.get("/api/v1/trash").answered(200).body().contains(record.id()));

        server.post(file + "/restore", "").answered(200);
        assertEquals(text, Files.readString(onDisk));
        assertSameName(name, server.get(file).answered(200));
    }

    private static void assertSameName(String encoded, Server.Answer record) throws Exception {
        byte[] bytes = bytes(encoded);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(text, Json.text(record.json(), "path"));
        if (!java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            assertArrayEquals(bytes, Base64.getDecoder().decode(Json.text(record.json(), "path_bytes")));
        }
        assertEquals(
                List.of(HexFormat.of().withUpperCase().formatHex(bytes)),
                Shell.query(
                        server.data(), "SELECT hex(path) FROM v_file WHERE id = " + Json.text(record.json(), "id")));
    }

    private static byte[] bytes(String encoded) {
        String latin1 = java.net.URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void namesFoundOnTheVolumeAreClassifiedReportedAndServed(@TempDir Path temp) throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        for (String name : names()) {
            Path file = Disk.file(data.resolve("files"), name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }

        Tallyman.sweep(data);
        Tallyman.report(data);

        assertEquals(names().size(), Shell.count(data, "state = 'classified'"));
        for (String name : names()) {
            String hex = HexFormat.of().formatHex(bytes(name));
            assertEquals(
                    List.of(Disk.sha256("content of " + name)),
                    Shell.query(
                            data,
                            "SELECT sha256 FROM v_file WHERE path = x'"
                                    + hex
                                    + "' OR path = CAST(x'"
                                    + hex
                                    + "' AS TEXT)"),
                    name);
        }
        assertFalse(Files.readString(data.resolve("reports/latest/index.html")).contains("<script>alert(1)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2Fescape",
                "%2e%2e/escape",
                "a/%2e%2e/%2e%2e/escape",
                "a/./b",
                "a//b",
                "%2Fetc%2Fescape",
                "/etc/escape",
                "a%2Fescape",
                "nul%00escape",
                "%2e",
                "lost+found/escape",
                "folder/",
            })
    void aPathThatWouldLeadElsewhereIs400AndWritesNothing(String path) throws Exception {
        refused(path);
    }

    @Test
    void aSegmentOver255BytesIs400() throws Exception {
        refused("x".repeat(256));
        refused("%C3%BC".repeat(128));
        refused("f".repeat(256) + "/a.txt");
    }

    @Test
    void aPathThatIsTooLongForTheKernelIs400() throws Exception {
        refused("folder/".repeat(600) + "a.txt");
        refused(("f".repeat(250) + "/").repeat(17) + "a.txt");
    }

    private static void refused(String path) throws Exception {
        var before = contents();

        var answer = server.put(path, "evil".getBytes(StandardCharsets.UTF_8));

        assertEquals(400, answer.status(), answer::body);
        assertTrue(answer.header("content-type").contains("problem+json"), answer::body);
        assertFalse(Json.text(answer.json(), "detail").isBlank());
        assertEquals(before, contents());
    }

    // Beside the data folder too: that is where a path that leads out would end. A sweep and a
    // report may go on meanwhile.
    private static List<Path> contents() throws Exception {
        var written = Stream.of("index", "logs", "reports")
                .map(server.data()::resolve)
                .toList();
        return Disk.files(server.data().resolve("..").normalize()).stream()
                .filter(file -> written.stream().noneMatch(file::startsWith))
                .toList();
    }
}
