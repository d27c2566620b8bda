package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.ui.GivenSweep;
import dev.tallyman.ui.TestServer;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that are asked for again: by whom, which, and that they stand until then. */
class IdentifyAgainTest {
    private static final Identification PDF = new Identification(
            "application/pdf",
            Category.DOCUMENT,
            List.of("fmt/18", "fmt/19"),
            "PDF 1.4",
            "1.4",
            Basis.MAGIC,
            false,
            null,
            Set.of());
    private static final Identification TEXT = new Identification(
            "text/plain", Category.TEXT, List.of(), "Plain text", null, Basis.TEXT, false, null, Set.of());

    private TestServer server;

    @BeforeEach
    void fill(@TempDir Path folder) {
        server = new TestServer(folder);
        List.of("a.pdf", "b.txt", "c.txt").forEach(name -> server.put(name, bytes(name)));
        try (var sweep = new GivenSweep(server.index)) {
            sweep.identify(path -> path.endsWith(".pdf") ? PDF : TEXT);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<String> paths(String query) {
        return json(server.get("/api/v1/files?sort=name&" + query))
                .arrayValue("items", JsonArray.empty())
                .values()
                .stream()
                .map(item -> item.asObject().stringValue("path", ""))
                .toList();
    }

    private JsonObject again(String order) {
        HttpResponse<byte[]> answer = server.send("POST", "/api/v1/files/identify", bytes(order));
        assertEquals(202, answer.statusCode(), text(answer));
        assertTrue(header(answer, "Location").startsWith("/api/v1/runs/"));
        return json(answer);
    }

    @Test
    void aRecordHasEveryFormatThatIsLeftOverTheFirstAsItsOwn() {
        JsonObject record = server.json("/api/v1/files/1");
        assertEquals("fmt/18", record.stringValue("puid", ""));
        assertEquals(
                "[\"fmt/18\",\"fmt/19\"]", record.value("puids").orElseThrow().toString());
        assertTrue(text(server.get("/files/1")).contains("fmt/18"));
    }

    @Test
    void filesAreIdentifiedAgainByTheirIdsAFilterOrAFormatAndStandUntilThen() {
        assertEquals(List.of(), paths("stale=true"));

        assertEquals(1, again("{\"ids\": [\"2\", \"999\"]}").intValue("files", -1));
        assertEquals(List.of("b.txt"), paths("stale=true"));
        assertEquals(1, again("{\"format\": \"PDF 1.4\"}").intValue("files", -1));
        assertEquals(List.of("a.pdf", "b.txt"), paths("stale=true"));
        assertEquals(2, again("{\"filter\": {\"category\": \"text\"}}").intValue("files", -1));
        assertEquals(List.of("a.pdf", "b.txt", "c.txt"), paths("stale=true"));

        assertEquals(3, server.json("/api/v1/summary").intValue("stale", -1));
        assertEquals(List.of("a.pdf"), paths("stale=true&category=document"));
        assertEquals("classified", server.json("/api/v1/files/1").stringValue("state", ""));
        assertEquals(1, server.json("/api/v1/files/1").intValue("attempts", -1));
    }

    @Test
    void anOrderThatNamesNoFilesInOneWayIsRefused() {
        for (String wrong : List.of(
                "{}",
                "{\"ids\": [\"x\"]}",
                "{\"ids\": [], \"format\": \"x\"}",
                "[]",
                "{\"filter\": {\"fromat\": \"x\"}}")) {
            assertEquals(
                    400,
                    server.send("POST", "/api/v1/files/identify", bytes(wrong)).statusCode(),
                    wrong);
        }
        assertEquals(400, server.get("/api/v1/files?stale=perhaps").statusCode());
        assertEquals(List.of(), paths("stale=true"));
    }
}
