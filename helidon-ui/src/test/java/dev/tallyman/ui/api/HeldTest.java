package dev.tallyman.ui.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody has looked into, where the rules hold files for what is in them; no sweep ever runs here. */
class HeldTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"hold: [eicar], 403", "'hold: [bidi, windows]', 200", "hold: [], 200"})
    void whatIsHeldForItsContentIsGivenOutOnceItIsKnown(String rules, int status) throws IOException {
        try (var server = new TestServer(folder, Files.writeString(folder.resolve("rules.yaml"), rules + "\n"))) {
            server.put("note.txt", TestServer.bytes("one"));
            assertEquals(status, server.get("/api/v1/files/1/content").statusCode());
        }
    }

    @Test
    void nobodyLetsGoWhatNobodyHasLookedInto() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "hold: [eicar]\n");
        try (var server = new TestServer(folder, rules)) {
            server.put("note.txt", TestServer.bytes("one"));
            assertEquals(
                    409,
                    server.send("POST", "/api/v1/files/1/release?reason=mine").statusCode());
            String page = TestServer.text(server.get("/files/1"));
            assertTrue(page.contains("has not been looked into yet") && !page.contains("Why it may go"), page);
        }
    }
}
