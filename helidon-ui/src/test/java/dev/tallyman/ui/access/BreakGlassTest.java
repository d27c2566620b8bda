package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakGlassTest {
    @Test
    void whoBreaksTheGlassMayEverythingWhateverTheRulesSayAndItIsWrittenDown(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "access: {}\n");
        try (var server = new TestServer(folder, rules, new BreakGlass("root"))) {
            assertEquals(201, server.put("a.txt", bytes("a")).statusCode());
            assertEquals(204, server.send("DELETE", "/api/v1/files/1").statusCode());
            assertEquals(204, server.send("DELETE", "/api/v1/trash").statusCode());
            assertEquals(
                    200, server.get("/", "Cookie", "tallyman=of-another-port").statusCode());

            String done = TestServer.text(server.get("/api/v1/events/history"));
            assertTrue(done.contains("\"break-glass:root\"") && done.contains("\"purge\""), done);
        }
    }
}
