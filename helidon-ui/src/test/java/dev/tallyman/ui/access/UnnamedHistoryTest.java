package dev.tallyman.ui.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down where nobody has to say who they are. */
class UnnamedHistoryTest {
    private static final Pattern EVENT =
            Pattern.compile("\"person\":(.*?),\"token\":null,\"origin\":\"(.*?)\",\"deed\":\"(.*?)\"");

    private final TestServer server;

    UnnamedHistoryTest(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String get(String path) {
        return new String(server.send("GET", path).body(), UTF_8);
    }

    @Test
    void eachChangeIsThereWithoutANameAndWithFromWhere() {
        server.send("PUT", "/api/v1/files/by-path/a/b.txt");
        server.send("DELETE", "/api/v1/files/1");
        server.send("POST", "/api/v1/files/1/restore");
        server.send(
                "POST",
                "/api/v1/files/1/move",
                TestServer.bytes("{\"to\": \"c.txt\"}"),
                "Content-Type",
                "application/json");
        server.send("POST", "/runs", TestServer.bytes("kind=sweep"));

        List<String> events = EVENT.matcher(get("/api/v1/events/history"))
                .results()
                .map(event -> String.join(" ", groups(event)))
                .toList();
        assertEquals(
                List.of(
                        "null 127.0.0.0/24 run",
                        "null 127.0.0.0/24 move",
                        "null 127.0.0.0/24 restore",
                        "null 127.0.0.0/24 delete",
                        "null 127.0.0.0/24 upload"),
                events);
        String page = get("/files/1");
        assertTrue(page.contains("Moved to the trash."), page);
        assertFalse(page.contains("By ."), page);
        assertTrue(get("/activity").contains("somebody"));
    }

    private static List<String> groups(MatchResult event) {
        return List.of(event.group(1), event.group(2), event.group(3));
    }
}
