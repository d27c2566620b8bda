package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in pieces by tuspy, a client that is not ours, from servers that are killed. */
class TusClientTest {
    private static final int SIZE = 100_000_000;

    // Sends until so much is acknowledged; prints where the upload is and how far.
    private static final String CLIENT = """
            import sys
            from tusclient import client
            base, file, url, chunk, stop = sys.argv[1:6]
            uploader = client.TusClient(base + "/api/v1/uploads").uploader(
                file, url=url or None, chunk_size=int(chunk), upload_checksum=len(sys.argv) > 6,
                metadata={"relativePath": "von hier/gro\\u00df.bin", "batch": "tuspy"})
            while uploader.offset < min(int(stop), uploader.get_file_size()):
                uploader.upload_chunk()
            print(uploader.url, uploader.offset)
            """;

    @TempDir
    Path temp;

    private Path data;
    private Path source;
    private byte[] bytes;

    @BeforeEach
    void aLargeFile() throws Exception {
        Needs.that(
                hasTuspy(),
                "no tuspy for " + python() + ": pip install tuspy, or set TALLYMAN_TUSPY to a Python with it");
        data = temp.resolve("data");
        bytes = new byte[SIZE];
        new Random(18).nextBytes(bytes);
        source = Files.write(temp.resolve("source"), bytes);
    }

    private static String python() {
        return System.getenv().getOrDefault("TALLYMAN_TUSPY", "python3");
    }

    private static boolean hasTuspy() throws InterruptedException {
        try {
            return new ProcessBuilder(python(), "-c", "import tusclient")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private String[] send(Server server, String url, int chunk, long stop, String... more) throws Exception {
        List<Object> words =
                new ArrayList<>(List.of(python(), "-c", CLIENT, server.address(), source, url, chunk, stop));
        words.addAll(List.of(more));
        return Shell.run(words.toArray()).strip().split(" ", -1);
    }

    private void isWhole() throws Exception {
        assertArrayEquals(bytes, Files.readAllBytes(data.resolve("files/von hier/groß.bin")));
        assertEquals(
                List.of("von hier/groß.bin|" + SIZE + "|tuspy"),
                Shell.query(data, "SELECT path, size, batch FROM v_file"));
        assertEquals(List.of(), Disk.files(data.resolve("uploads")));
    }

    @Test
    void aFileInPiecesEachWithItsChecksumArrivesWhole() throws Exception {
        try (var server = Server.start(data)) {
            send(server, "", 9_000_000, SIZE, "checksum");
        }
        isWhole();
    }

    @Test
    void aServerKilledBetweenTwoPiecesGoesOnWhereItAcknowledged() throws Exception {
        String[] sent;
        try (var server = Server.start(data)) {
            sent = send(server, "", 7_000_000, SIZE / 2);
            server.kill();
        }
        try (var server = Server.start(data)) {
            String upload = sent[0].replaceFirst("^https?://[^/]+", "");
            assertEquals(sent[1], server.get(upload).answered(200).header("upload-offset"));
            send(server, server.address() + upload, 7_000_000, SIZE);
        }
        isWhole();
    }

    @Test
    void aServerKilledInTheMiddleOfAPieceLosesNoneThatItAcknowledgedAndLittleElse() throws Exception {
        String upload;
        try (var server = Server.start(data)) {
            upload = begin(server);
            try (var _ = halfAPiece(server, upload)) {
                Await.that("some of it is durable", () -> offset(server, upload) > 0);
                server.kill();
            }
        }
        try (var server = Server.start(data)) {
            long offset = offset(server, upload);
            assertTrue(offset > 0 && offset < SIZE, () -> "goes on at " + offset);
            send(server, server.address() + upload, SIZE, SIZE);
            assertEquals(
                    "von hier/groß.bin",
                    server.get(server.get(upload).header("content-location"))
                            .json()
                            .stringValue("path", ""));
        }
        assertArrayEquals(bytes, Files.readAllBytes(data.resolve("files/von hier/groß.bin")));
        assertEquals(1, Shell.count(data, "1"));
    }

    private static long offset(Server server, String upload) throws IOException, InterruptedException {
        return Long.parseLong(server.get(upload).answered(200).header("upload-offset"));
    }

    private static String begin(Server server) throws IOException {
        String name = Base64.getEncoder().encodeToString("von hier/groß.bin".getBytes(UTF_8));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("""
                    POST /api/v1/uploads HTTP/1.1
                    Host: 127.0.0.1:%d
                    Connection: close
                    Tus-Resumable: 1.0.0
                    Content-Length: 0
                    Upload-Length: %d
                    Upload-Metadata: relativePath %s

                    """.formatted(server.port(), SIZE, name)
                    .replace("\n", "\r\n")
                    .getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return answer.replaceFirst("(?s).*\r\nLocation: (\\S+)\r\n.*", "$1");
        }
    }

    /** The first 80 million bytes of one large piece; the connection stays open. */
    private Socket halfAPiece(Server server, String upload) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("""
                PATCH %s HTTP/1.1
                Host: 127.0.0.1:%d
                Tus-Resumable: 1.0.0
                Content-Type: application/offset+octet-stream
                Content-Length: %d
                Upload-Offset: 0

                """.formatted(upload, server.port(), SIZE)
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
        socket.getOutputStream().write(bytes, 0, 80_000_000);
        socket.getOutputStream().flush();
        return socket;
    }
}
