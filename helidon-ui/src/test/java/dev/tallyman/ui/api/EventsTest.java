package dev.tallyman.ui.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.TestServer;
import dev.tallyman.ui.intake.Events;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    /** Reads events from a connection of its own. */
    private final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        String id = "";

        Listener(String... headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port());
            socket.setSoTimeout(10_000);
            var request = new StringBuilder("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The data of the next event of this name; others are passed over. */
        String next(String name) throws IOException {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3);
                } else if (line.startsWith("event:")) {
                    event = line.substring(6);
                } else if (line.startsWith("data:") && event.equals(name)) {
                    return line.substring(5);
                }
            }
            throw new AssertionError("the stream ended");
        }

        String rest() throws IOException {
            var rest = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rest.append(line).append('\n');
            }
            return rest.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void upload(String name) {
        server.send("PUT", "/api/v1/files/by-path/" + name, new byte[] {1});
    }

    @Test
    void aListenerGetsTheSummaryAtOnceAndThenWhatChanges() throws IOException {
        try (var listener = new Listener()) {
            assertTrue(listener.next("summary").contains("\"files\":0"));

            upload("a.txt");
            assertTrue(listener.next("file").contains("\"path\":\"a.txt\""));
            assertTrue(listener.next("summary").contains("\"files\":1"));

            server.index.runs().request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null);
            assertTrue(listener.next("run").contains("\"kind\":\"sweep\""));
        }
    }

    @Test
    void whatAnotherProgramDoesIsNoticed() throws IOException {
        upload("a.txt");
        try (var listener = new Listener()) {
            listener.next("summary");

            server.index.trash().put(1);

            assertTrue(listener.next("file").contains("\"state\":\"trashed\""));
        }
    }

    @Test
    void aListenerThatComesBackMissesNothing() throws IOException {
        String id;
        try (var listener = new Listener()) {
            upload("first.txt");
            listener.next("file");
            id = listener.id;
        }
        upload("second.txt");

        try (var listener = new Listener("Last-Event-ID: " + id)) {
            assertTrue(listener.next("file").contains("second.txt"));
        }
    }

    @Test
    void aListenerOfAnEarlierProcessIsToldToReload() throws IOException {
        try (var listener = new Listener("Last-Event-ID: other-17")) {
            assertEquals("{}", listener.next("reload"));
        }
    }

    @Test
    void aListenerThatFellBehindIsToldToReload() throws Exception {
        try (var events = new Events("boot")) {
            for (int i = 0; i < 3_000; i++) {
                events.publish("file", "{}");
            }

            assertTrue(events.after(0, 1).lost());
            assertFalse(events.after(2_990, 1).lost());
            assertEquals(10, events.after(2_990, 1).events().size());
            assertEquals(-1, events.place("boot-3001"));
        }
    }

    @Test
    void listenersAreLetGoWhenTheServerStops() throws IOException {
        try (var listener = new Listener()) {
            listener.next("summary");
            long start = System.nanoTime();
            server.server.close();

            listener.rest();

            assertTrue(System.nanoTime() - start < 5_000_000_000L, "stopping waited for a listener");
        }
        server = new TestServer(folder);
    }
}
