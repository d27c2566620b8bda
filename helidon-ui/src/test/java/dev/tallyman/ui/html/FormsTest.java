package dev.tallyman.ui.html;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upload form as browsers, curl, .NET and others write it. */
class FormsTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    @AutoClose
    private final TestServer server;

    FormsTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder, Files.writeString(folder.resolve("rules.yaml"), "uploads: {refuse: [exe]}\n"));
    }

    private HttpResponse<byte[]> post(String type, String body) {
        return server.send("POST", "/upload", body.getBytes(StandardCharsets.ISO_8859_1), "Content-Type", type);
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Type: text/plain\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form-data; name=file; filename=plain.txt | plain.txt",
                "form-data; name=\"file\"; filename=report.txt; filename*=utf-8''report.txt | report.txt",
                "form-data; name=\"file\"; filename=\"=?utf-8?B?Y2Fmw6kudHh0?=\"; filename*=utf-8''caf%C3%A9.txt | caf\u00e9.txt",
                "form-data; name=\"file\"; filename*=utf-8'en'caf%C3%A9.txt | caf\u00e9.txt",
                "form-data; name=\"file\"; filename*=ISO-8859-1''caf%E9.txt | caf\u00e9.txt",
                "form-data; filename*=UTF-8''a%3Bb.txt; name=\"file\" | a;b.txt",
                "form-data; name=\"file\"; filename=\"12\\\" pipe.txt\" | 12\" pipe.txt",
                "form-data; name=\"file\"; filename=\"12%22 pipe.txt\" | 12\" pipe.txt",
                "form-data; name=\"file\"; filename=\"a;b=c;d.txt\" | a;b=c;d.txt",
                "form-data; name=\"file\"; filename=\"a\\b\\\" | a\\b\\",
                "FORM-DATA ; NAME = file ; FileName = \"x y.txt\" ; size=3 | x y.txt",
                "form-data; name=\"filename=\\\"no\\\"\"; filename=\"yes.txt\" | yes.txt",
                "form-data; name=\"files\"; filename=\"folder/sub/a.txt\" | folder/sub/a.txt",
            })
    void aFileIsKeptUnderTheNameThatThePartSays(String disposition, String name) throws IOException {
        HttpResponse<byte[]> answer = post(TYPE, part(disposition, "data") + "--b--\r\n");

        assertEquals(303, answer.statusCode(), TestServer.text(answer));
        assertEquals("data", Files.readString(server.data.resolve("files").resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; name=\"file\"; filename=\"\"",
                "form-data; name=\"file\"; filename=\"..\"",
                "form-data; name=\"file\"; filename=\"../up.txt\"",
                "form-data; name=\"file\"; filename=\"/etc/passwd\"",
                "form-data; name=\"file\"; filename*=nothing",
                "form-data; name=\"file\"; filename*=utf-8''a%zz",
                "form-data; name=\"file\"; filename*=koi8-r''a",
                "form-data; name=\"file\"",
                "attachment; filename=\"a.txt\"",
                "",
            })
    void aFormWithoutAFileThatCanBeKeptIsRefused(String disposition) throws IOException {
        HttpResponse<byte[]> answer = post(TYPE, part(disposition, "data") + "--b--\r\n");

        assertEquals(400, answer.statusCode(), disposition);
        assertEquals(List.of(), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void severalFilesAreKeptAndAnInputLeftEmptyIsNone() throws IOException {
        String file = "form-data; name=\"file\"; filename=\"";
        HttpResponse<byte[]> answer = post(
                "multipart/form-data; charset=utf-8; BOUNDARY=\"b\"",
                "preamble\r\n"
                        + part("form-data; name=\"folder\"", "in")
                        + part(file + "a.txt\"", "one\r\n--bar\r\n--b-x")
                        + part(file + "\"", "")
                        + part(file + "b.txt\"", "")
                        + "--b-- \r\nepilogue");

        assertEquals(303, answer.statusCode(), TestServer.text(answer));
        assertTrue(header(answer, "Location").startsWith("/?folder=in&uploaded="));
        assertEquals(List.of("in/a.txt", "in/b.txt"), server.left("files"));
        assertEquals("one\r\n--bar\r\n--b-x", Files.readString(server.data.resolve("files/in/a.txt")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form-data; name=file; filename=../up.txt | 400",
                "attachment; filename=b.txt | 400",
                "form-data; name=file; filename=b.exe | 415",
            })
    void whenALaterPartIsRefusedTheAnswerSaysWhichFilesWereKept(String disposition, int status) throws IOException {
        String file = "form-data; name=\"file\"; filename=\"";
        HttpResponse<byte[]> answer = post(
                TYPE,
                part(file + "a.txt\"", "one")
                        + part(file + "in/a.txt\"", "two")
                        + part(disposition, "three")
                        + "--b--\r\n");

        assertEquals(status, answer.statusCode());
        String said = TestServer.text(answer);
        assertTrue(said.contains("Kept before that: a.txt, in/a.txt. Send only the rest again."), said);
        assertEquals(List.of("a.txt", "in/a.txt"), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void aFormThatIsCutOffSaysWhatWasKeptOfIt() throws IOException {
        HttpResponse<byte[]> answer =
                post(TYPE, part("form-data; name=file; filename=a.txt", "one") + "--b\r\nContent-Disp");

        assertEquals(400, answer.statusCode());
        assertTrue(TestServer.text(answer).contains("Kept before that: a.txt."), TestServer.text(answer));
    }

    @Test
    void whatIsNoFormIsTheClientsFault() throws IOException {
        String whole = part("form-data; name=\"file\"; filename=\"a.txt\"", "data");
        assertEquals(400, post("multipart/form-data", "x").statusCode());
        assertEquals(400, post("multipart/form-data; boundary=", "x").statusCode());
        assertEquals(400, post(TYPE, "x").statusCode());
        assertEquals(400, post(TYPE, "--b\r\nContent-Disp").statusCode());
        assertEquals(400, post(TYPE, whole).statusCode());
        assertEquals(400, post(TYPE, whole + "--b").statusCode());
        assertEquals(
                400,
                post(TYPE, "--b\r\nX: " + "a".repeat(20_000) + "\r\n\r\nx\r\n--b--\r\n")
                        .statusCode());
        assertEquals(400, post("application/json", "{}").statusCode());
        assertEquals(400, post("application/x-www-form-urlencoded", "a=b").statusCode());
        assertEquals(List.of(), server.left("uploads"));
        HttpResponse<byte[]> page =
                server.send("POST", "/upload", TestServer.bytes("x"), "Content-Type", TYPE, "Accept", "text/html");
        assertEquals(400, page.statusCode());
        assertTrue(header(page, "Content-Type").startsWith("text/html"), "a page for a browser");
    }
}
