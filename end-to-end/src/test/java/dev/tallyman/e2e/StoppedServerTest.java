package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, as every rollout sends it, in the middle of what people do: no request is lost. */
class StoppedServerTest {
    @TempDir
    Path temp;

    @Test
    void pollsAreAnsweredUntilNobodyIsSentHereAnyMoreAndAnUploadInFlightEnds() throws Exception {
        Path data = temp.resolve("data");
        try (var server = Server.start(data, "--stop-delay", "3", "--stop-grace", "20");
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var upload = UploadsTest.halfAnUpload(server, "half.bin")) {
            Future<Integer> polls = threads.submit(polling(server.port()));
            Await.that("the server is ready", () -> health(server).startsWith("HTTP/1.1 200"));

            assertTrue(ProcessHandle.of(server.pid()).orElseThrow().destroy(), "SIGTERM");

            Await.that("it says that it goes", () -> health(server).startsWith("HTTP/1.1 503"));
            assertTrue(polls.get() > 20, "it went on serving: " + polls.get());
            assertTrue(ProcessHandle.of(server.pid()).isPresent(), "it waits for the upload");
            assertTrue(finished(upload).startsWith("HTTP/1.1 201"));
            Await.that("it ends", () -> ProcessHandle.of(server.pid()).isEmpty());
            assertTrue(Files.exists(data.resolve("files/half.bin")));
        }
    }

    @Test
    void withoutADelayItStopsAtOnce() throws Exception {
        try (var server = Server.start(temp.resolve("data"))) {
            long begun = System.nanoTime();
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            process.destroy();
            process.onExit().join();
            long took = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            assertTrue(took < 8, took + " s");
            assertFalse(process.isAlive());
        }
    }

    /** Sends what is left of {@link UploadsTest#halfAnUpload}; the first line of the answer. */
    private static String finished(Socket upload) throws IOException {
        upload.getOutputStream().write(new byte[50_000_000 - (4 << 20)]);
        upload.getOutputStream().flush();
        upload.setSoTimeout(60_000);
        return String.valueOf(
                new BufferedReader(new InputStreamReader(upload.getInputStream(), ISO_8859_1)).readLine());
    }

    /** Asks on one connection until it is told to take another; ends when none can be had. */
    private static Callable<Integer> polling(int port) {
        return () -> {
            int answers = 0;
            while (true) {
                int before = answers;
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    boolean more = true;
                    while (more) {
                        String answer = ask(socket, "/api/v1/summary");
                        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
                        more = !answer.contains("connection: close");
                        answers++;
                        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    }
                } catch (SocketException e) {
                    // Refused, or not taken from the port's queue any more: it was never served.
                    assertTrue(before == answers, "an existing connection was cut off");
                    return answers;
                }
            }
        };
    }

    private static String health(Server server) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.healthPort())) {
            return ask(socket, "/health/ready");
        }
    }

    /** The head of an answer, its names in lower case; its body is read over. */
    private static String ask(Socket socket, String path) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        var head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            boolean first = head.isEmpty();
            head.append(first ? line : line.toLowerCase(Locale.ROOT)).append('\n');
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        assertEquals(length, in.skip(length));
        return head.toString();
    }
}
