package dev.tallyman.ui.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of uploads in pieces, and how each is said. */
class TusRefusalsTest extends OverTus {
    @Test
    void aWrongOffsetIsRefusedAndNothingKept() {
        String at = begin("a", 10);
        assertEquals(409, patch(at, 3, TestServer.bytes("x")).statusCode());
        patch(at, 0, TestServer.bytes("12345"));
        assertEquals(409, patch(at, 0, TestServer.bytes("12345")).statusCode());
        assertEquals("5", offset(at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256 sha256", "SHA-1 sha1"})
    void damagedBytesAreRefusedAndTheSameAreTakenWhole(String names) throws Exception {
        String[] name = names.split(" ", -1);
        byte[] body = TestServer.noise(200_000);
        String at = begin("a", body.length);
        String checksum =
                name[1] + " " + base64(MessageDigest.getInstance(name[0]).digest(body));
        byte[] damaged = body.clone();
        damaged[100_000]++;

        assertEquals(460, patch(at, 0, damaged, "Upload-Checksum", checksum).statusCode());
        assertEquals("0", offset(at));
        assertEquals(400, patch(at, 0, body, "Upload-Checksum", "md5 AAAA").statusCode());
        assertEquals(400, patch(at, 0, body, "Upload-Checksum", "sha256 AAAA").statusCode());
        assertEquals(204, patch(at, 0, body, "Upload-Checksum", checksum).statusCode());
        assertArrayEquals(body, stored("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file/inside", "file/deep/inside", "link/inside", "folder/link/inside"})
    void aFolderThatCannotBeIsRefusedAtTheBeginningNotAtTheEnd(String path) throws Exception {
        server.put("file", TestServer.bytes("a"));
        server.put("folder/b", TestServer.bytes("b"));
        Path files = server.data.resolve("files");
        Files.createSymbolicLink(files.resolve("link"), files.resolve("folder"));
        Files.createSymbolicLink(files.resolve("folder/link"), files.resolve("folder"));
        var answer = tus("POST", AT, NONE, "Upload-Length", "3", "Upload-Metadata", metadata("relativePath", path));
        assertEquals(400, answer.statusCode());
        assertTrue(TestServer.text(answer).contains("choose another folder"), TestServer.text(answer));
        assertEquals(400, server.put(path, TestServer.bytes("x")).statusCode());
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsSent() {
        assertEquals(
                413,
                tus("POST", AT, NONE, "Upload-Length", "4194305", "Upload-Metadata", metadata("filename", "a"))
                        .statusCode());
        assertEquals(
                413,
                tus(
                                "POST",
                                AT,
                                NONE,
                                "Upload-Length",
                                "9999999999999999999",
                                "Upload-Metadata",
                                metadata("filename", "a"))
                        .statusCode());
        String at = begin("a", 3);
        assertEquals(413, patch(at, 0, TestServer.bytes("four")).statusCode());
        assertEquals("0", offset(at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "..", "a/b", "/etc/passwd", "", "a\0b", "."})
    void aHostileNameIsRefused(String name) throws Exception {
        assertEquals(
                400,
                tus("POST", AT, NONE, "Upload-Length", "1", "Upload-Metadata", metadata("filename", name))
                        .statusCode());
        assertEquals(List.of(), server.left("uploads"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a//b", "/a", "a/../b", "lost+found/a", "a/"})
    void aHostilePathIsRefused(String path) {
        assertEquals(
                400,
                tus("POST", AT, NONE, "Upload-Length", "1", "Upload-Metadata", metadata("relativePath", path))
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename",
                "filename YQ==,filename YQ==",
                "filename a b",
                "filename ???",
                ",",
                "filename YQ==,lastModified YQ=="
            })
    void metadataThatIsNoneIsRefused(String metadata) {
        assertEquals(
                400,
                tus("POST", AT, NONE, "Upload-Length", "1", "Upload-Metadata", metadata)
                        .statusCode());
    }

    @Test
    void whatTheRulesRefuseIsRefusedHereToo() {
        assertEquals(
                415,
                tus("POST", AT, NONE, "Upload-Length", "1", "Upload-Metadata", metadata("filename", "a.exe"))
                        .statusCode());
        assertEquals(
                415,
                tus(
                                "POST",
                                AT,
                                NONE,
                                "Upload-Length",
                                "1",
                                "Upload-Metadata",
                                metadata("filename", "a", "filetype", "video/mp4"))
                        .statusCode());
    }

    @Test
    void requestsThatAreNotTusAreToldSo() {
        String at = begin("a", 3);
        assertEquals(412, server.send("POST", AT, "Upload-Length", "1").statusCode());
        assertEquals(412, server.send("HEAD", at, "Tus-Resumable", "0.2.2").statusCode());
        assertEquals(
                400,
                tus("POST", AT, NONE, "Upload-Metadata", metadata("filename", "a"))
                        .statusCode());
        assertEquals(400, tus("POST", AT, NONE, "Upload-Length", "-1").statusCode());
        assertEquals(
                415,
                tus("PATCH", at, TestServer.bytes("abc"), "Upload-Offset", "0", "Content-Type", "text/plain")
                        .statusCode());
        assertEquals(
                400,
                tus("PATCH", at, TestServer.bytes("abc"), "Content-Type", "application/offset+octet-stream")
                        .statusCode());
        assertEquals(404, tus("HEAD", AT + "/nobody", NONE).statusCode());
        assertEquals(404, patch(AT + "/nobody", 0, NONE).statusCode());
    }
}
