package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    private String content = "";

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        content = upload("ten.txt", "0123456789");
    }

    private String upload(String name, String body) {
        HttpResponse<byte[]> answer =
                server.send("PUT", "/api/v1/files/by-path/" + name, body.getBytes(StandardCharsets.UTF_8));
        return header(answer, "Location") + "/content";
    }

    @Test
    void theWholeFileComesAsAnAttachmentThatRunsNowhere() {
        HttpResponse<byte[]> answer = server.get(content);

        assertEquals(200, answer.statusCode());
        assertEquals("0123456789", text(answer));
        assertEquals("10", header(answer, "Content-Length"));
        assertEquals("bytes", header(answer, "Accept-Ranges"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertTrue(header(answer, "Content-Security-Policy").startsWith("sandbox; default-src 'none'"));
        assertEquals(
                "attachment; filename=\"ten.txt\"; filename*=UTF-8''ten.txt", header(answer, "Content-Disposition"));
        assertTrue(header(answer, "ETag").matches("\"[^\"]+\""), header(answer, "ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, bytes 0-0/10",
        "bytes=2-4, 234, bytes 2-4/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=-3, 789, bytes 7-9/10",
        "bytes=-500, 0123456789, bytes 0-9/10",
        "bytes=5-500, 56789, bytes 5-9/10",
        "bytes=5-99999999999999999, 56789, bytes 5-9/10",
    })
    void aSingleRangeIsAnsweredWithThatPart(String range, String body, String contentRange) {
        HttpResponse<byte[]> answer = server.get(content, "Range", range);

        assertEquals(206, answer.statusCode());
        assertEquals(body, text(answer));
        assertEquals(contentRange, header(answer, "Content-Range"));
        assertEquals(String.valueOf(body.length()), header(answer, "Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
    void aRangeOutsideIs416WithTheSize(String range) {
        HttpResponse<byte[]> answer = server.get(content, "Range", range);

        assertEquals(416, answer.statusCode());
        assertEquals("bytes */10", header(answer, "Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=0-1"})
    void aRangeThatIsNoneIsIgnored(String range) {
        HttpResponse<byte[]> answer = server.get(content, "Range", range);

        assertEquals(200, answer.statusCode());
        assertEquals("0123456789", text(answer));
    }

    @Test
    void headAnswersLikeGetWithoutTheBytes() {
        HttpResponse<byte[]> answer = server.send("HEAD", content);

        assertEquals(200, answer.statusCode());
        assertEquals("10", header(answer, "Content-Length"));
        assertEquals(header(server.get(content), "ETag"), header(answer, "ETag"));
        assertEquals(0, answer.body().length);
    }

    @Test
    void whoMeansOtherBytesGetsNoneAndDeletesNone() {
        String file = content.replace("/content", "");
        String etag = header(server.get(content), "ETag");
        String longAgo = "Thu, 01 Jan 1970 00:00:00 GMT";

        assertEquals(200, server.get(content, "If-Match", "\"other\", " + etag).statusCode());
        for (String wanted : new String[] {"\"other\"", "W/" + etag}) {
            assertEquals(412, server.get(content, "If-Match", wanted).statusCode());
            assertEquals(412, server.send("DELETE", file, "If-Match", wanted).statusCode());
        }
        assertEquals(412, server.get(content, "If-Unmodified-Since", longAgo).statusCode());
        assertEquals(
                412, server.send("DELETE", file, "If-Unmodified-Since", longAgo).statusCode());
        assertEquals(
                412,
                server.put("ten.txt", TestServer.bytes("new"), "If-Match", etag).statusCode());
        assertEquals(204, server.send("DELETE", file, "If-Match", etag).statusCode());
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        HttpResponse<byte[]> first = server.get(content);
        String etag = header(first, "ETag");
        String modified = header(first, "Last-Modified");

        assertEquals(304, server.get(content, "If-None-Match", etag).statusCode());
        assertEquals(
                304, server.get(content, "If-None-Match", "\"x\", W/" + etag).statusCode());
        assertEquals(304, server.get(content, "If-None-Match", "*").statusCode());
        assertEquals(200, server.get(content, "If-None-Match", "\"x\"").statusCode());
        assertEquals(304, server.get(content, "If-Modified-Since", modified).statusCode());
        assertEquals(
                200,
                server.get(content, "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                        .statusCode());
        assertEquals(0, server.get(content, "If-None-Match", etag).body().length);
    }

    @Test
    void aRangeOfAnOlderFileIsTheWholeNewOne() {
        String etag = header(server.get(content), "ETag");
        String modified = header(server.get(content), "Last-Modified");

        assertEquals(
                206, server.get(content, "Range", "bytes=0-1", "If-Range", etag).statusCode());
        assertEquals(
                206,
                server.get(content, "Range", "bytes=0-1", "If-Range", modified).statusCode());
        assertEquals(
                200,
                server.get(content, "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode());
        assertEquals(
                200,
                server.get(content, "Range", "bytes=0-1", "If-Range", "W/" + etag)
                        .statusCode());
    }

    @Test
    void aFileThatChangedOnTheDiskIsServedAsItIsNow() throws IOException {
        String etag = header(server.get(content), "ETag");
        Files.writeString(server.data.resolve("files/ten.txt"), "changed behind our back");

        HttpResponse<byte[]> answer = server.get(content, "If-None-Match", etag);

        assertEquals("changed behind our back", text(answer));
        assertNotEquals(etag, header(answer, "ETag"));
    }

    @Test
    void aFileThatIsGoneFromTheDiskIsAProblemThatSaysSo() throws IOException {
        Files.delete(server.data.resolve("files/ten.txt"));

        HttpResponse<byte[]> answer = server.get(content);

        assertEquals(404, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
    }

    @Test
    void aLinkInAFilesPlaceIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.delete(server.data.resolve("files/ten.txt"));
        Files.createSymbolicLink(server.data.resolve("files/ten.txt"), secret);

        assertRefused("a symbolic link");
    }

    @Test
    void aPipeInAFilesPlaceIsNotWaitedFor() throws Exception {
        Path file = server.data.resolve("files/ten.txt");
        Files.delete(file);
        new ProcessBuilder("mkfifo", file.toString()).start().waitFor();

        assertRefused("a pipe");
    }

    @Test
    void anotherFileInAFilesPlaceIsNotGivenInItsStead() throws IOException {
        Path file = server.data.resolve("files/ten.txt");
        Path other = Files.writeString(folder.resolve("other"), "0123456789");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertRefused("another file");
    }

    private void assertRefused(String reason) {
        HttpResponse<byte[]> answer = server.get(content);
        assertEquals(409, answer.statusCode());
        String problem = new String(answer.body(), StandardCharsets.UTF_8);
        assertTrue(problem.contains(reason), problem);
    }

    @Test
    void whatABrowserWouldRunIsNeverShown() {
        for (String name : new String[] {"x.html", "x.svg", "x.xhtml", "x.xml"}) {
            HttpResponse<byte[]> answer = server.get(upload(name, "<script>alert(1)</script>") + "?inline");

            assertTrue(
                    header(answer, "Content-Disposition").startsWith("attachment")
                            || header(answer, "Content-Type").startsWith("text/plain"),
                    name);
            assertFalse(header(answer, "Content-Type").contains("html"), name);
            assertTrue(header(answer, "Content-Security-Policy").contains("sandbox"), name);
        }
    }

    @Test
    void aNameThatLiesIsSavedWithoutItsTricks() {
        String disposition = header(server.get(upload("%E2%80%AEgnp%22%0A%3B.exe", "x")), "Content-Disposition");

        assertEquals("attachment; filename=\"_gnp___.exe\"; filename*=UTF-8''_gnp__%3B.exe", disposition);
    }

    @Test
    void anEmptyFileHasNoRange() {
        String empty = upload("empty", "");

        assertEquals(200, server.get(empty).statusCode());
        assertEquals("0", header(server.get(empty), "Content-Length"));
        assertEquals(416, server.get(empty, "Range", "bytes=0-").statusCode());
    }
}
