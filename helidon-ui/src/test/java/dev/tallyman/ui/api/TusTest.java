package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Uploads in pieces, as tus 1.0.0 has them. */
class TusTest extends OverTus {
    @Test
    void whoAsksIsToldWhatIsSpokenHere() {
        HttpResponse<byte[]> answer = server.send("OPTIONS", AT);
        assertEquals(204, answer.statusCode());
        assertEquals("1.0.0", header(answer, "Tus-Version"));
        assertEquals(Long.toString(4 << 20), header(answer, "Tus-Max-Size"));
        assertEquals("sha256,sha1", header(answer, "Tus-Checksum-Algorithm"));
        assertTrue(header(answer, "Tus-Extension").contains("creation-with-upload"));
    }

    @Test
    void aFileArrivesInPiecesAndIsFoundAfterwards() throws Exception {
        byte[] body = TestServer.noise(1_000_000);
        String at = begin("a b.bin", body.length);
        assertEquals("0", offset(at));

        HttpResponse<byte[]> first = patch(at, 0, Arrays.copyOf(body, 300_000));
        assertEquals(204, first.statusCode());
        assertEquals("300000", header(first, "Upload-Offset"));
        assertEquals("300000", offset(at));
        assertEquals(List.of(), server.left("files"));
        HttpResponse<byte[]> last = patch(at, 300_000, Arrays.copyOfRange(body, 300_000, body.length));

        assertEquals(204, last.statusCode());
        assertEquals("1000000", header(last, "Upload-Offset"));
        assertArrayEquals(body, stored("a b.bin"));
        assertEquals(List.of(), server.left("uploads"));
        var record = server.json(header(last, "Content-Location"));
        assertEquals(
                java.util.HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(body)),
                record.stringValue("sha256", ""));
        assertEquals(1, server.jobs.uploads.get());
        // For whoever did not hear it.
        HttpResponse<byte[]> again = tus("HEAD", at, NONE);
        assertEquals(header(last, "Content-Location"), header(again, "Content-Location"));
        assertEquals(204, patch(at, 1_000_000, NONE).statusCode());
        assertEquals(
                record.stringValue("id", ""),
                server.json(at).objectValue("file").orElseThrow().stringValue("id", "?"));
    }

    @Test
    void theFirstBytesMayComeWithTheBeginning() throws Exception {
        byte[] body = TestServer.noise(5_000);
        HttpResponse<byte[]> answer = tus(
                "POST",
                AT,
                body,
                "Upload-Length",
                "5000",
                "Upload-Metadata",
                metadata(
                        "relativePath",
                        "Fotos/2026/ä.jpg",
                        "filename",
                        "ä.jpg",
                        "batch",
                        "b",
                        "lastModified",
                        "894438489123"),
                "Content-Type",
                "application/offset+octet-stream");

        assertEquals(201, answer.statusCode());
        assertEquals("5000", header(answer, "Upload-Offset"));
        assertArrayEquals(body, stored("Fotos/2026/ä.jpg"));
        assertEquals(
                "1998-05-06T07:08:09.123Z",
                server.json(header(answer, "Content-Location")).stringValue("modified", ""));
    }

    @Test
    void anEmptyFileIsWholeAtOnce() throws Exception {
        assertEquals("0", offset(begin("empty", 0)));
        assertEquals(List.of("empty"), server.left("files"));
    }

    @Test
    void theLengthMayBeSaidLater() throws Exception {
        HttpResponse<byte[]> begun =
                tus("POST", AT, NONE, "Upload-Defer-Length", "1", "Upload-Metadata", metadata("name", "later"));
        String at = header(begun, "Location");
        assertEquals("1", header(tus("HEAD", at, NONE), "Upload-Defer-Length"));
        patch(at, 0, TestServer.bytes("one "));
        assertEquals(
                204, patch(at, 4, TestServer.bytes("two"), "Upload-Length", "7").statusCode());
        assertEquals("one two", new String(stored("later"), StandardCharsets.UTF_8));
    }

    @Test
    void aSecondClientWaitsAndWhatTheFirstSentCounts() throws Exception {
        String at = begin("a", 100_000);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(TestServer.bytes("PATCH " + at + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.server.port()
                    + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
                    + "Content-Length: 100000\r\n\r\n"));
            out.write(TestServer.noise(40_000));
            out.flush();
            await(() -> patch(at, 0, TestServer.bytes("other")).statusCode() == 423);
            assertEquals(423, tus("DELETE", at, NONE).statusCode());
        }
        await(() -> !offset(at).equals("0"));
        long there = Long.parseLong(offset(at));
        assertTrue(there <= 40_000, () -> there + " bytes");
        byte[] body = TestServer.noise(40_000);
        byte[] rest = new byte[100_000 - (int) there];
        System.arraycopy(body, (int) there, rest, 0, 40_000 - (int) there);
        await(() -> patch(at, there, rest).statusCode() == 204);
        assertArrayEquals(Arrays.copyOf(body, 100_000), stored("a"));
    }

    @Test
    void anUploadThatNobodyWantsAnyMoreIsGone() throws Exception {
        String at = begin("a", 3);
        assertEquals(204, tus("DELETE", at, NONE).statusCode());
        assertEquals(404, tus("HEAD", at, NONE).statusCode());
        assertEquals(List.of(), server.left("uploads"));
        String other = begin("b", 3);
        assertEquals(
                204,
                tus("POST", other, NONE, "X-HTTP-Method-Override", "DELETE").statusCode());
        assertEquals(404, tus("HEAD", other, NONE).statusCode());
    }

    @Test
    void anUploadThatIsDoneIsEndedWithoutItsFile() throws Exception {
        String at = begin("a", 3);
        patch(at, 0, TestServer.bytes("abc"));
        assertEquals(204, tus("DELETE", at, NONE).statusCode());
        assertEquals("abc", new String(stored("a"), StandardCharsets.UTF_8));
    }

    @Test
    void aBeginningSentAgainUnderItsKeyIsTheSameUpload() throws Exception {
        String[] headers = {
            "Upload-Length",
            "3",
            "Upload-Metadata",
            metadata("filename", "a"),
            "Content-Type",
            "application/offset+octet-stream",
            "Idempotency-Key",
            "one"
        };
        HttpResponse<byte[]> first = tus("POST", AT, TestServer.bytes("abc"), headers);
        HttpResponse<byte[]> again = tus("POST", AT, TestServer.bytes("abc"), headers);

        assertEquals(201, again.statusCode());
        assertEquals(header(first, "Location"), header(again, "Location"));
        assertEquals("3", header(again, "Upload-Offset"));
        assertEquals(header(first, "Content-Location"), header(again, "Content-Location"));
        assertEquals(List.of("a"), server.left("files"));
        headers[3] = metadata("filename", "b");
        assertEquals(422, tus("POST", AT, TestServer.bytes("abc"), headers).statusCode());
    }
}
