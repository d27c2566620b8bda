package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that race with each other and uploads that never end. */
class UploadsTest {
    private static final int AT_ONCE = 12;

    private static Server server;

    @BeforeAll
    static void serve(@TempDir Path temp) throws Exception {
        server = Server.start(temp.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void uploadsOfOneNameAtOnceAreAllKeptUnderNamesOfTheirOwn() throws Exception {
        var all = new ArrayList<Callable<Server.Answer>>();
        for (int n = 0; n < AT_ONCE; n++) {
            byte[] body = ("upload " + n).getBytes(UTF_8);
            all.add(() -> server.put("same%20name/twin.txt", body));
        }
        var paths = new HashSet<String>();
        var contents = new HashSet<String>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(all)) {
                var record = future.get().answered(201).json();
                paths.add(Json.text(record, "path"));
                contents.add(Files.readString(server.data().resolve("files").resolve(Json.text(record, "path"))));
            }
        }

        assertEquals(AT_ONCE, paths.size(), paths::toString);
        assertEquals(AT_ONCE, contents.size(), "every upload’s own bytes lie under its name");
        assertTrue(paths.contains("same name/twin.txt") && paths.contains("same name/twin (2).txt"), paths::toString);
        assertEquals(AT_ONCE, Shell.count(server.data(), "path LIKE 'same name/%'"));
    }

    @Test
    void ofUploadsThatInsistOnOneNameOnlyOneWins() throws Exception {
        var all = new ArrayList<Callable<Server.Answer>>();
        for (int n = 0; n < AT_ONCE; n++) {
            byte[] body = ("upload " + n).getBytes(UTF_8);
            all.add(() -> server.put("only-one.txt", body, "If-None-Match", "*"));
        }
        var answers = new ArrayList<Integer>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(all)) {
                answers.add(future.get().status());
            }
        }

        assertEquals(1, answers.stream().filter(status -> status == 201).count(), answers::toString);
        assertEquals(
                AT_ONCE - 1, answers.stream().filter(status -> status == 412).count(), answers::toString);
        assertEquals(1, Shell.count(server.data(), "path LIKE 'only-one%'"));
    }

    @Test
    void anUploadThatIsCutOffLeavesNoRowAndNoFile() throws Exception {
        Path uploads = server.data().resolve("uploads");
        try (var _ = halfAnUpload(server, "cut%20off.bin")) {
            Await.that("bytes have arrived", () -> !Disk.files(uploads).isEmpty());
        }

        Await.that("the space is free again", () -> Disk.files(uploads).isEmpty());
        assertEquals(0, Shell.count(server.data(), "path LIKE 'cut off%'"));
        assertTrue(Files.notExists(server.data().resolve("files/cut off.bin")));
    }

    /** An upload whose client has sent a part of it and holds the connection. */
    static Socket halfAnUpload(Server server, String encoded) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        var head = List.of(
                "PUT /api/v1/files/by-path/" + encoded + " HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "Content-Length: 50000000",
                "",
                "");
        socket.getOutputStream().write(String.join("\r\n", head).getBytes(US_ASCII));
        socket.getOutputStream().write(new byte[4 << 20]);
        socket.getOutputStream().flush();
        return socket;
    }
}
