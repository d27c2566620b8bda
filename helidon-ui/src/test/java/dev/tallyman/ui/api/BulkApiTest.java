package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import io.helidon.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done to many files as one thing, over HTTP. */
class BulkApiTest {
    @AutoClose
    private final TestServer server;

    BulkApiTest(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    private String put(String path) {
        return json(server.put(path, bytes(path))).stringValue("id", "");
    }

    private HttpResponse<byte[]> post(String path, String body) {
        return server.send("POST", "/api/v1" + path, bytes(body));
    }

    @Timeout(60)
    private JsonObject done(HttpResponse<byte[]> accepted) {
        assertEquals(202, accepted.statusCode(), text(accepted));
        JsonObject bulk;
        do {
            bulk = server.json(TestServer.header(accepted, "Location"));
        } while (bulk.stringValue("state", "").equals("running"));
        return bulk;
    }

    @Test
    void allThatMatchGoToTheTrashAndComeBackAsOneThing() throws Exception {
        for (int n = 0; n < 450; n++) {
            put("in/a" + n + ".txt");
        }
        put("other.txt");

        JsonObject trashed = done(post("/files/trash", "{\"filter\": {\"folder\": \"in/\"}}"));

        assertEquals(450, trashed.intValue("done", 0));
        assertEquals(true, trashed.booleanValue("undo", false));
        assertEquals(List.of("other.txt"), server.left("files"));
        JsonObject back = done(post("/bulk/" + trashed.stringValue("id", "") + "/undo", ""));
        assertEquals(450, back.intValue("done", 0));
        assertEquals(451, server.left("files").size());
        assertEquals(
                409, post("/bulk/" + back.stringValue("id", "") + "/undo", "").statusCode());
    }

    @Test
    void whatStandsInTheWayOfOneFileCostsTheOthersNothing() throws Exception {
        String one = put("in/a.txt");
        String two = put("b.txt");
        put("to/a.txt");

        JsonObject moved = done(
                post("/files/move", "{\"ids\": [\"%s\", \"%s\", \"77\"], \"folder\": \"to/\"}".formatted(one, two)));

        assertEquals(1, moved.intValue("done", 0));
        assertEquals(2, moved.intValue("refused", 0));
        assertEquals(List.of("in/a.txt", "to/a.txt", "to/b.txt"), server.left("files"));
        done(post("/bulk/" + moved.stringValue("id", "") + "/undo", ""));
        assertEquals(List.of("b.txt", "in/a.txt", "to/a.txt"), server.left("files"));
    }

    @Test
    void whatIsNotSaidClearlyDoesNothing() throws Exception {
        put("a.txt");
        for (String wrong : List.of(
                "",
                "{}",
                "{\"ids\": [7]}",
                "{\"ids\": \"7\"}",
                "{\"ids\": [\"1\"], \"filter\": {}}",
                "{\"filter\": {\"catgory\": \"image\"}}",
                "{\"filter\": {\"category\": 7}}",
                "{\"ids\": [\"1\"], \"folder\": \"x\"}")) {
            assertEquals(400, post("/files/trash", wrong).statusCode(), wrong);
        }
        for (String wrong : List.of("{\"ids\": [\"1\"]}", "{\"ids\": [\"1\"], \"folder\": \"../x\"}")) {
            assertEquals(400, post("/files/move", wrong).statusCode(), wrong);
        }
        assertEquals(404, server.get("/api/v1/bulk/7").statusCode());
        assertEquals(404, server.get("/api/v1/bulk/x").statusCode());
        assertTrue(server.left("files").contains("a.txt"));
    }
}
