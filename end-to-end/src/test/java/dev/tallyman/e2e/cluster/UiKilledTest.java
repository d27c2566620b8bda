package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.json.JsonObject;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The UI's Pod killed in the middle of what it does for people: nothing half is left. */
@AloneOnCluster
class UiKilledTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static Intake intake;
    private static Node node;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "uikilled");
        node = Node.of(Cluster.shared(), intake);
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    private static String pod() throws Exception {
        return intake.get(
                "pods",
                "{range .items[?(@.metadata.labels.app\\.kubernetes\\.io/name==\"tallyman-ui\")]}"
                        + "{.metadata.name} {.status.containerStatuses[0].ready}{end}");
    }

    private static void kill() throws Exception {
        var before = pod().replaceFirst(" .*", "");
        intake.kubectl("delete", "pod", before, "--grace-period=0", "--force").ok();
        Await.until(
                "another UI Pod is ready",
                PATIENCE,
                UiKilledTest::pod,
                pod -> !pod.startsWith(before) && pod.endsWith(" true"));
        intake.disconnect();
        // It serves before it has heard from the API server, and says so.
        Await.until(
                "it can start runs",
                PATIENCE,
                () -> intake.send("POST", "/api/v1/runs", "{\"kind\":\"report\"}".getBytes(UTF_8))
                        .statusCode(),
                status -> status / 100 == 2);
    }

    @Test
    void anUploadThatItWasTakingInLeavesNothing() throws Exception {
        int size = 64 << 20;
        var sent = new PipedOutputStream();
        var body = new PipedInputStream(sent, 1 << 16);
        var request = HttpRequest.newBuilder(URI.create(intake.address() + "/api/v1/files/by-path/half.bin"))
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), size))
                .build();
        var answer = Front.CLIENT.sendAsync(request, BodyHandlers.ofString(UTF_8));
        sent.write(new byte[size / 2]);
        Await.until("its bytes arrive on the volume", PATIENCE, () -> node.files("uploads"), files -> !files.isEmpty());

        kill();

        sent.close();
        assertThrows(ExecutionException.class, answer::get);
        assertEquals(List.of(), intake.files("?q=half.bin"));
        intake.over(intake.click("sweep").stringValue("id", ""));
        intake.over(intake.click("housekeeping").stringValue("id", ""));
        assertEquals(List.of(), intake.files("?q=half.bin"));
        assertEquals(List.of(), node.files("files -name 'half*'"));
        assertEquals(List.of(), node.files("uploads"), "the space is not reclaimed");
    }

    @Test
    void deletesThatItWasDoingAreDoneOrNotDone() throws Exception {
        node.plant("deleted", 400);
        intake.run("sweep");
        var ids = intake.files("?folder=deleted&limit=1000").stream()
                .map(file -> file.stringValue("id", ""))
                .toList();
        assertEquals(400, ids.size());
        Set<String> answered = ConcurrentHashMap.newKeySet();
        intake.address();
        var deleting = CompletableFuture.runAsync(() -> delete(ids, answered));
        Await.until("it deletes", PATIENCE, answered::size, done -> done > 20 || deleting.isDone());

        kill();

        deleting.get();
        assertTrue(answered.size() < ids.size(), "it was killed too late to prove much");
        intake.run("sweep"); // brings row and file together where the kill came between them
        int trashed = 0;
        for (var id : ids) {
            var file = intake.json("/api/v1/files/" + id);
            var state = file.stringValue("state", "");
            assertTrue(Set.of("classified", "trashed").contains(state), file::toString);
            assertTrue(state.equals("trashed") || !answered.contains(id), file::toString);
            if (state.equals("trashed")) {
                trashed++;
                var back = intake.send("POST", "/api/v1/files/" + id + "/restore", new byte[0]);
                assertEquals(200, back.statusCode(), back::body);
            }
        }
        assertTrue(trashed >= answered.size());
        intake.run("sweep");
        assertEquals(400, node.files("files/deleted").size());
        assertEquals(
                400, intake.files("?folder=deleted&state=classified&limit=1000").size());
        assertEquals(List.of(), intake.files("?folder=deleted&state=missing"));
        assertEquals(List.of(), node.files("trash"));
    }

    private static void delete(List<String> ids, Set<String> answered) {
        try {
            for (var id : ids) {
                var gone = intake.send("DELETE", "/api/v1/files/" + id, new byte[0]);
                assertEquals(204, gone.statusCode(), gone::body);
                answered.add(id);
            }
        } catch (Exception e) {
            // Killed, as it was meant to be.
        }
    }

    @Test
    void aLogThatItWasStreamingGoesOnInTheNextPod() throws Exception {
        node.plantHuge("followed.bin");
        var id = intake.click("sweep").stringValue("id", "");
        var lines = new ArrayList<String>();
        var last = new Follower(id, "", lines).read("hashed ");

        kill();

        var next = new Follower(id, last, lines);
        next.read("hashed ");
        // First: a sweep whose file is gone has nothing more to do and ends by itself.
        assertEquals(
                200, intake.send("DELETE", "/api/v1/runs/" + id, new byte[0]).statusCode());
        next.read(null);
        JsonObject run = intake.over(id);
        node.remove("followed.bin");
        assertEquals("cancelled", run.stringValue("state", ""), run::toString);
        assertEquals(
                intake.page("/api/v1/runs/" + id + "/log").lines().toList(), lines, "a line is lost or there twice");
    }

    /** A browser's EventSource: it knows the id of the last event that it has read. */
    private static final class Follower {
        private final Iterator<String> stream;
        private final List<String> lines;
        private String last;

        Follower(String run, String last, List<String> lines) throws Exception {
            var request = HttpRequest.newBuilder(URI.create(intake.address() + "/api/v1/runs/" + run + "/log?follow"));
            if (!last.isEmpty()) {
                request.header("Last-Event-ID", last);
            }
            stream = Front.CLIENT
                    .send(request.build(), BodyHandlers.ofLines())
                    .body()
                    .iterator();
            this.lines = lines;
            this.last = last;
        }

        /** Reads on until a line has this text, or to the end; the last event's id. */
        String read(@Nullable String text) throws IOException {
            String id = last;
            String data = "";
            boolean end = false;
            while (stream.hasNext()) {
                String line = stream.next();
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    end = line.substring(6).strip().equals("end");
                } else if (line.startsWith("data:")) {
                    data = line.substring(5);
                } else if (line.isEmpty() && !id.equals(last) && !end) {
                    last = id;
                    lines.add(data);
                    if (text != null && data.contains(text)) {
                        return last;
                    }
                } else if (line.isEmpty() && end) {
                    return last;
                }
            }
            throw new IOException("the stream ended at " + last);
        }
    }
}
