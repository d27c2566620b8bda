package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.ui.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contents that are here already. */
class KnownContentsTest extends OverTus {
    @Test
    void contentsThatAreHereAreKnownBeforeTheyAreSent() throws Exception {
        server.put("folder/a?batch=winter", TestServer.bytes("hello"));
        server.put("b?batch=summer", TestServer.bytes("hello"));
        String hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        String asked = """
                [{"sha256": "%s", "size": 5, "path": "b"}, {"sha256": "%s", "size": 6}, {"sha256": "%s", "size": 5}]
                """.formatted(hello, hello, "0".repeat(64));

        var items = json(server.send("POST", "/api/v1/files/known", TestServer.bytes(asked)))
                .arrayValue("items")
                .orElseThrow();

        assertEquals(1, items.size());
        var files = items.values()
                .getFirst()
                .asObject()
                .arrayValue("files")
                .orElseThrow()
                .values();
        assertEquals(
                List.of("b", "folder/a"),
                files.stream()
                        .map(file -> file.asObject().stringValue("path", ""))
                        .toList());
        assertEquals(
                List.of("summer", "winter"),
                files.stream()
                        .map(file -> file.asObject().stringValue("batch", ""))
                        .toList());
        for (String wrong : List.of(
                "{}",
                "[1]",
                "[{\"sha256\": \"xyz\", \"size\": 5}]",
                "[{\"sha256\": \"" + hello + "\", \"size\": -5}]",
                "[{\"sha256\": \"" + hello + "\", \"size\": 1e400}]",
                "[" + "{\"sha256\": \"%s\", \"size\": 5},".formatted(hello).repeat(1_000) + "{}]")) {
            assertEquals(
                    400,
                    server.send("POST", "/api/v1/files/known", TestServer.bytes(wrong))
                            .statusCode(),
                    wrong.substring(0, Math.min(99, wrong.length())));
        }
    }
}
