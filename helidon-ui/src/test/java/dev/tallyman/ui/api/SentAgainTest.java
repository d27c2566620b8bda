package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says of a file besides its bytes: a key to ask again with, the file's own date. */
class SentAgainTest {
    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String modified(String name) throws Exception {
        return Files.getLastModifiedTime(server.data.resolve("files").resolve(name))
                .toInstant()
                .toString();
    }

    @Test
    void aFileSentAgainUnderItsKeyIsAnsweredWithTheFirstRecord() throws Exception {
        byte[] body = TestServer.noise(100_000);
        HttpResponse<byte[]> first = server.put("a.bin", body, "Idempotency-Key", "\"one\"");
        HttpResponse<byte[]> again = server.put("a.bin", body, "Idempotency-Key", "one");

        assertEquals(201, first.statusCode());
        assertEquals(200, again.statusCode());
        assertEquals(json(first).toString(), json(again).toString());
        assertEquals(header(first, "Location"), header(again, "Location"));
        assertEquals(List.of("a.bin"), server.left("files"));
        assertEquals(1, server.jobs.uploads.get());
    }

    @Test
    void aKeyForAnotherPathOrSizeOrContentIsRefused() throws Exception {
        server.put("a.bin", TestServer.noise(10), "Idempotency-Key", "one");

        assertEquals(
                422,
                server.put("b.bin", TestServer.noise(10), "Idempotency-Key", "one")
                        .statusCode());
        assertEquals(
                422,
                server.put("a.bin", TestServer.noise(11), "Idempotency-Key", "one")
                        .statusCode());
        assertEquals(
                422,
                server.put(
                                "a.bin",
                                TestServer.noise(10),
                                "Idempotency-Key",
                                "one",
                                "Repr-Digest",
                                "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:")
                        .statusCode());
        assertEquals(List.of("a.bin"), server.left("files"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\tb", "\"\""})
    void aKeyThatIsNoneIsRefusedBeforeAnythingIsKept(String key) throws Exception {
        assertEquals(
                400,
                server.put("a.bin", TestServer.noise(10), "Idempotency-Key", key)
                        .statusCode());
        assertEquals(List.of(), server.left("files"));
    }

    @Test
    void theFilesOwnDateIsItsDateOnTheVolumeAndInTheRecord() throws Exception {
        HttpResponse<byte[]> answer =
                server.put("old.txt", TestServer.noise(10), "Last-Modified", "Wed, 06 May 1998 07:08:09 GMT");

        assertEquals("1998-05-06T07:08:09Z", json(answer).stringValue("modified", ""));
        assertEquals("1998-05-06T07:08:09Z", modified("old.txt"));
    }

    @Test
    void aDateThatNoFileHasIsLeftOutAndTheFileKept() throws Exception {
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        for (String date : List.of("Fri, 01 Jan 2123 00:00:00 GMT", "Mon, 01 Jan 1900 00:00:00 GMT")) {
            HttpResponse<byte[]> answer = server.put("odd.txt", TestServer.noise(10), "Last-Modified", date);
            assertEquals(201, answer.statusCode());
            Instant modified = Instant.parse(json(answer).stringValue("modified", ""));
            assertTrue(
                    modified.isAfter(before) && modified.isBefore(Instant.now().plusSeconds(60)));
        }
    }

    @Test
    void whatIsNoDateIsSaidAndNothingKept() throws Exception {
        assertEquals(
                400,
                server.put("a.txt", TestServer.noise(10), "Last-Modified", "yesterday")
                        .statusCode());
        assertEquals(List.of(), server.left("files"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0a", "%7f"})
    void aBatchIsCalledByPlainCharacters(String name) throws Exception {
        assertEquals(
                400, server.put("a.txt?batch=" + name, TestServer.noise(10)).statusCode());
        server.put("other.txt", TestServer.noise(10));
        assertEquals(
                201,
                server.put("a.txt?batch=Fotos%20M%C3%A4rz", TestServer.noise(10))
                        .statusCode());
        var listed = server.json("/api/v1/files?batch=Fotos%20M%C3%A4rz")
                .arrayValue("items")
                .orElseThrow();
        assertEquals(1, listed.size());
    }
}
