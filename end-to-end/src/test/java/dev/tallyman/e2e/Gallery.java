package dev.tallyman.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An intake in which every page has something to show, and the addresses of its pages. */
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

    static Gallery open(Path data) throws Exception {
        Tallyman.sweep(data);
        Path files = data.resolve("files");
        Sample.folder(files.resolve("holiday"));
        Sample.odd(files);
        for (String name : HostileNamesTest.names()) {
            Path file = Disk.file(files, name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }
        var gallery = new Gallery(Server.start(data));
        try {
            gallery.furnish();
            return gallery;
        } catch (Exception | Error e) {
            gallery.close();
            throw e;
        }
    }

    private void furnish() throws Exception {
        server.sweep();
        Await.that("the files are found", () -> Json.number(server.summary(), "files") > 20);
        server.settle();
        for (int n = 1; n <= 3; n++) {
            String id = server.upload("old%20draft%20" + n + ".txt", "draft " + n);
            server.delete("/api/v1/files/" + id).answered(204);
        }
        server.post("/api/v1/runs", "{\"kind\":\"report\"}");
        Await.that("there is a report", () -> server.get("/reports/latest/").status() == 200);
        String picture = id("dot.png");
        String lie = id("invoice.pdf");
        String run = Json.text(Json.items(server.get("/api/v1/runs").json()).getLast(), "id");
        stops.add(new Stop("files", "/"));
        stops.add(new Stop("files-found", "/?q=twin"));
        stops.add(new Stop("files-none", "/?q=nothing+is+called+this"));
        stops.add(new Stop("file", "/files/" + picture));
        stops.add(new Stop("file-mismatch", "/files/" + lie));
        stops.add(new Stop("runs", "/runs"));
        stops.add(new Stop("run", "/runs/" + run));
        stops.add(new Stop("trash", "/trash"));
        stops.add(new Stop("purge", "/trash/purge"));
        stops.add(new Stop("not-found", "/nothing/here"));
        stops.add(new Stop("report", "/reports/latest/"));
    }

    private String id(String name) throws Exception {
        return Shell.query(
                        server.data(),
                        "SELECT id FROM v_file WHERE path LIKE '%" + name + "' LIMIT 1")
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
