package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo's intake, in which every page has something to show, and the pages' addresses. */
final class Gallery implements AutoCloseable {
    private final Server server;
    private final List<Stop> stops = new ArrayList<>();

    /** A page, and what to call a picture of it. */
    record Stop(String name, String path) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Gallery(Server server) {
        this.server = server;
    }

    static Gallery open(Path data, String... flags) throws Exception {
        try (var demo = Tallyman.start("demo", "--port", Server.freePort(), "--data", data)) {
            Await.that("the demo is ready", () -> {
                var said = demo.said();
                assertTrue(demo.isAlive(), () -> said.out() + said.err());
                return said.out().contains("/reports/latest/");
            });
            demo.stop().end();
        }
        var gallery = new Gallery(Server.start(data, flags));
        try {
            gallery.furnish();
            return gallery;
        } catch (Exception | Error e) {
            gallery.close();
            throw e;
        }
    }

    private void furnish() throws Exception {
        for (int n = 1; n <= 3; n++) {
            String id = server.upload("drafts/offer%20" + n + ".txt", "draft " + n);
            server.delete("/api/v1/files/" + id).answered(204);
        }
        server.settle();
        String run = Shell.query(server.data(), "SELECT min(id) FROM v_run").getFirst();
        stops.add(new Stop("files", "/"));
        stops.add(new Stop("files-found", "/?q=hills"));
        stops.add(new Stop("files-none", "/?q=nothing+is+called+this"));
        stops.add(new Stop("file", "/files/" + id("photos/harbour.jpg")));
        stops.add(new Stop("file-mismatch", "/files/" + id("wrong/really-a-picture.pdf")));
        stops.add(new Stop("file-hostile", "/files/" + id("onerror=alert(1)>.txt")));
        stops.add(new Stop("runs", "/runs"));
        stops.add(new Stop("run", "/runs/" + run));
        stops.add(new Stop("trash", "/trash"));
        stops.add(new Stop("purge", "/trash/purge"));
        stops.add(new Stop("not-found", "/nothing/here"));
        stops.add(new Stop("report", "/reports/latest/"));
        stops.add(new Stop("file-members", "/files/" + id(".zip")));
        // last: a browser remembers it
        stops.add(new Stop("files-grid", "/?view=grid"));
    }

    private String id(String name) throws Exception {
        return Shell.query(server.data(), "SELECT id FROM v_file WHERE path LIKE '%" + name + "' LIMIT 1")
                .getFirst();
    }

    Server server() {
        return server;
    }

    List<Stop> stops() {
        return List.copyOf(stops);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
