package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders get other paths over HTTP. */
class MovesApiTest {
    @AutoClose
    private final TestServer server;

    MovesApiTest(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    private String put(String path) {
        return json(server.put(path, bytes(path))).stringValue("id", "");
    }

    private HttpResponse<byte[]> move(String id, String body) {
        return server.send("POST", "/api/v1/files/" + id + "/move", bytes(body));
    }

    @Test
    void aMovedFileHasItsIdItsBytesAndSaysWhereItWas() throws Exception {
        String id = put("a.txt");

        HttpResponse<byte[]> answer = move(id, "{\"to\": \"in/ü b.txt\"}");

        assertEquals(200, answer.statusCode(), text(answer));
        assertEquals(id, json(answer).stringValue("id", ""));
        assertEquals("in/ü b.txt", json(answer).stringValue("path", ""));
        assertEquals(List.of("in/ü b.txt"), server.left("files"));
        assertTrue(text(server.get("/api/v1/files/" + id))
                .matches("(?s).*\"event\":\"moved\",\"at\":\"[^\"]+\",\"from\":\"a.txt\".*"));
        assertTrue(text(server.get("/files/" + id)).contains("From a.txt to in/ü b.txt."));
    }

    @Test
    void nothingIsOverwrittenAndWhatCannotBeIsSaid() throws Exception {
        String id = put("a.txt");
        put("b.txt");
        for (String wrong : List.of("", "{}", "[]", "{\"to\": 7}", "{\"to\": \"x\", \"force\": true}")) {
            assertEquals(400, move(id, wrong).statusCode(), wrong);
        }
        for (String wrong : List.of("", "..", "a//b", "/a", "a/", "b.txt/inside", "lost+found/a", "x".repeat(256))) {
            assertEquals(400, move(id, "{\"to\": \"" + wrong + "\"}").statusCode(), wrong);
        }
        assertEquals(409, move(id, "{\"to\": \"b.txt\"}").statusCode());
        assertEquals(404, move("77", "{\"to\": \"c.txt\"}").statusCode());
        server.send("DELETE", "/api/v1/files/" + id);
        assertEquals(409, move(id, "{\"to\": \"c.txt\"}").statusCode());
        assertEquals(List.of("b.txt"), server.left("files"));
    }

    @Test
    void aFolderMovesWhole() throws Exception {
        put("2025/a.txt");
        put("2025/deep/b.txt");
        put("other/c.txt");

        HttpResponse<byte[]> answer =
                server.send("POST", "/api/v1/folders/move", bytes("{\"from\": \"2025\", \"to\": \"archive/2025\"}"));

        assertEquals("{\"path\":\"archive/2025\",\"files\":2}", text(answer));
        assertEquals(List.of("archive/2025/a.txt", "archive/2025/deep/b.txt", "other/c.txt"), server.left("files"));
        for (String body : List.of(
                "{\"from\": \"archive\", \"to\": \"other\"} 409",
                "{\"from\": \"archive\", \"to\": \"archive/in\"} 400",
                "{\"from\": \"nowhere\", \"to\": \"x\"} 404",
                "{\"from\": \"archive\"} 400")) {
            String[] each = body.split("(?<=}) ", -1);
            assertEquals(
                    Integer.parseInt(each[1]),
                    server.send("POST", "/api/v1/folders/move", bytes(each[0])).statusCode(),
                    body);
        }
    }

    @Test
    void theFilePageRenamesAndSaysWhatIsTaken() throws Exception {
        String id = put("a.txt");
        put("b.txt");
        String form = "application/x-www-form-urlencoded";
        HttpResponse<byte[]> moved =
                server.send("POST", "/files/" + id + "/move", bytes("to=in%2Fc.txt"), "Content-Type", form);
        assertEquals("/files/" + id, TestServer.header(moved, "Location"));
        assertEquals(List.of("b.txt", "in/c.txt"), server.left("files"));
        HttpResponse<byte[]> taken =
                server.send("POST", "/files/" + id + "/move", bytes("to=b.txt"), "Content-Type", form);
        assertEquals(409, taken.statusCode());
        assertTrue(text(taken).contains("There is already something called b.txt. Nothing was moved"));
    }
}
