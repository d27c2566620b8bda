package dev.tallyman.ui.html;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every hostile name of the shared list through every edge of the server. */
class NamesOverHttpTest {
    @AutoClose
    private final TestServer server;

    NamesOverHttpTest(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    static List<String> hostile() throws IOException {
        try (InputStream in = NamesOverHttpTest.class.getResourceAsStream("/hostile-names.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private JsonObject upload(String encoded) {
        HttpResponse<byte[]> answer = server.put(encoded, TestServer.bytes("x"));
        assertEquals(201, answer.statusCode(), encoded);
        return TestServer.json(answer);
    }

    @Test
    void aRecordGivesTheNameBackByteForByte() throws IOException {
        for (String encoded : hostile()) {
            FilePath path = FilePath.ofUrl(encoded);
            JsonObject record = upload(encoded);

            assertEquals(path.text(), record.stringValue("path", ""), encoded);
            byte[] bytes = record.stringValue("path_bytes")
                    .map(Base64.getDecoder()::decode)
                    .orElseGet(() -> record.stringValue("path", "").getBytes(StandardCharsets.UTF_8));
            assertArrayEquals(path.bytes(), bytes, encoded);
            assertTrue(Files.exists(path.under(server.data.resolve("files"))), encoded);
        }
    }

    @Test
    void aDownloadKeepsTheNameButForWhatLies() throws IOException {
        for (String encoded : hostile()) {
            String id = upload(encoded).stringValue("id", "");
            String disposition = header(server.send("HEAD", "/api/v1/files/" + id + "/content"), "Content-Disposition");

            assertTrue(disposition.matches("[ -~]+"), disposition);
            String name = URLDecoder.decode(
                    disposition.replaceFirst(".*UTF-8''", "").replace("+", "%2B"), StandardCharsets.UTF_8);
            FilePath path = FilePath.ofUrl(encoded);
            if (path.isUtf8()) {
                assertEquals(
                        path.name().replaceAll("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029\"\\\\]", "_"),
                        name);
            } else {
                assertTrue(name.contains("%"), name);
            }
        }
    }

    @Test
    void anArchiveCanBeExtractedEverywhereAndNoTwoNamesBecomeOne() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String encoded : hostile()) {
            ids.add("id=" + upload(encoded).stringValue("id", ""));
        }
        HttpResponse<byte[]> zip = server.send(
                "POST",
                "/files/download",
                TestServer.bytes(String.join("&", ids)),
                "Content-Type",
                "application/x-www-form-urlencoded");

        Set<String> names = new HashSet<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertTrue(names.add(entry.getName()), entry.getName());
            }
        }
        assertEquals(ids.size(), names.size());
        for (String name : names) {
            for (String segment : name.split("/", -1)) {
                assertFalse(segment.isEmpty() || segment.matches("\\.\\.?"), name);
                assertFalse(segment.matches("(?s).*[\\p{Cc}\\\\<>:\"|?*\\u202a-\\u202e\\u2066-\\u2069].*"), name);
                assertFalse(segment.matches("(?i)(con|nul|com1|lpt\u00b9)(\\..*)?"), name);
                assertFalse(segment.endsWith(".") || segment.endsWith(" "), name);
                assertTrue(segment.getBytes(StandardCharsets.UTF_8).length <= 255, name);
            }
        }
        assertTrue(names.contains("..%5C..%5Cevil.txt"), names.toString());
        assertTrue(names.contains("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt"), "joiners stay");
        assertTrue(names.containsAll(List.of("caf%E9.txt", "caf%E9 (2).txt")), names.toString());
    }

    @Test
    void aFormKeepsTheNameByteForByte() throws IOException {
        for (String encoded : hostile()) {
            FilePath path = FilePath.ofUrl(encoded);
            String raw = new String(path.bytes(), StandardCharsets.ISO_8859_1);
            // As browsers escape: https://html.spec.whatwg.org/#multipart-form-data
            String name = raw.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
            var body = new ByteArrayOutputStream();
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                            + name
                            + "\"\r\n\r\nx\r\n--b--\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            HttpResponse<byte[]> answer = server.send(
                    "POST", "/upload", body.toByteArray(), "Content-Type", "multipart/form-data; boundary=b");

            assertEquals(303, answer.statusCode(), encoded + TestServer.text(answer));
            assertTrue(Files.exists(path.under(server.data.resolve("files"))), encoded);
        }
    }

    @Test
    void aTimeThatTheIndexCannotHoldIsNotKnownAnywhere() throws IOException {
        for (String time : List.of("2262-04-12T00:00:00Z", "2400-01-01T00:00:00Z")) {
            String id = upload("old").stringValue("id", "");
            Path file = server.data.resolve("files/old");
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.parse(time)));
            HttpResponse<byte[]> content = server.get("/api/v1/files/" + id + "/content");

            assertEquals(200, content.statusCode());
            assertEquals("", header(content, "Last-Modified"), time);
            assertFalse(header(content, "ETag").isEmpty());
            server.send("DELETE", "/api/v1/files/" + id);
        }
    }
}
