package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipInputStream;

/**
 * A link that leads out of the volume takes the place of a folder or a file of the intake and gives
 * it back, thousands of times a second, while the intake is at work. Nothing outside may be read,
 * changed, moved or deleted, and nothing may come to lie there.
 */
final class LinkRace implements AutoCloseable {
    private static final String SECRET = "SECRET, and not of this intake";
    private static final String FILE = "sub/deep/name.txt";

    /** What changes places with a link: all of {@code files/}, a folder in it, the file itself. */
    enum Place {
        TOP,
        FOLDER,
        FILE
    }

    /** What the intake is asked for meanwhile. */
    enum Work {
        READ,
        UPLOAD,
        DELETE_AND_RESTORE,
        PURGE,
        DOWNLOAD,
        SWEEP
    }

    private final Path data;
    private final Path outside;
    private final Path links;
    private final Server server;
    private final Map<String, String> before;
    private final List<String> faults = new ArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicInteger names = new AtomicInteger();

    LinkRace(Path temp) throws Exception {
        data = temp.resolve("data");
        outside = temp.resolve("outside");
        links = Files.createDirectory(temp.resolve("links"));
        Files.createDirectories(outside.resolve("sub/deep"));
        Files.writeString(outside.resolve(FILE), SECRET);
        Files.writeString(outside.resolve("sub/deep/other.txt"), SECRET + "!");
        server = Server.start(data);
        before = tree(outside);
    }

    /** Works for so long while the place changes; the faults that were seen, for people. */
    List<String> run(Place place, Set<Work> works, Duration time) throws Exception {
        String id = file();
        server.put("sub/deep/other.txt", "other".getBytes(UTF_8));
        long end = System.nanoTime() + time.toNanos();
        long changes;
        try (var exchange = new Exchange(
                switch (place) {
                    case TOP -> data.resolve("files");
                    case FOLDER -> data.resolve("files/sub");
                    case FILE -> data.resolve("files").resolve(FILE);
                },
                links.resolve(place.name()),
                switch (place) {
                    case TOP -> outside;
                    case FOLDER -> outside.resolve("sub");
                    case FILE -> outside.resolve(FILE);
                })) {
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Work work : works) {
                    workers.execute(() -> until(end, work, id));
                }
            }
            changes = exchange.end();
        }
        look(place + " " + works);
        System.out.printf(
                "%s, %s: changed places %,d times, asked %,d times, done %,d times, %d faults%n",
                place, works, changes, asked.getAndSet(0), done.getAndSet(0), faults.size());
        return List.copyOf(faults);
    }

    // The file under its own name, whatever became of the last one.
    private String file() throws Exception {
        if (Files.exists(data.resolve("files").resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(data.resolve("files").resolve(FILE));
            Tallyman.sweep(data);
        }
        return server.upload(FILE, "mine");
    }

    private void until(long end, Work work, String id) {
        while (System.nanoTime() < end) {
            try {
                asked.incrementAndGet();
                done.addAndGet(work(work, id) ? 1 : 0);
            } catch (IOException e) {
                // The connection was broken off; what matters is what it did.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception | AssertionError e) {
                fault(work + ": " + e);
            }
        }
    }

    private boolean work(Work work, String id) throws Exception {
        return switch (work) {
            case READ -> read(id);
            case UPLOAD -> upload("sub/deep/up-" + names.incrementAndGet()).status() == 201;
            case DELETE_AND_RESTORE -> {
                boolean deleted = send(server.delete("/api/v1/files/" + id)).status() == 204;
                send(server.post("/api/v1/files/" + id + "/restore", ""));
                yield deleted;
            }
            case PURGE -> {
                var answer = upload(FILE);
                if (answer.status() == 201) {
                    send(server.delete("/api/v1/files/" + answer.id()));
                }
                yield send(server.delete("/api/v1/trash/" + (answer.status() == 201 ? answer.id() : id)))
                                .status()
                        == 204;
            }
            case DOWNLOAD -> download(id);
            case SWEEP -> Tallyman.run("sweep", "--data", data).exit() == 0;
        };
    }

    private boolean read(String id) throws Exception {
        send(server.get("/files/" + id));
        var answer = send(server.get("/api/v1/files/" + id + "/content"));
        return answer.status() == 200;
    }

    private Server.Answer upload(String path) throws Exception {
        return send(server.put(path, ("mine " + path).getBytes(UTF_8)));
    }

    private boolean download(String id) throws Exception {
        String second = Json.items(server.get("/api/v1/files?q=other.txt").json()).stream()
                .map(item -> Json.text(item, "id"))
                .findFirst()
                .orElse(id);
        var answer = server.form("/files/download", "id=" + id + "&id=" + second);
        int entries = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            while (zip.getNextEntry() != null) {
                entries++;
                if (new String(zip.readAllBytes(), ISO_8859_1).contains("SECRET")) {
                    fault("a ZIP held what lies outside");
                }
            }
        }
        return entries > 0;
    }

    private Server.Answer send(Server.Answer answer) {
        if (answer.latin1().contains("SECRET")) {
            fault("an answer held what lies outside");
        }
        if (answer.status() == 500) {
            fault("500: " + answer.body());
        }
        return answer;
    }

    private synchronized void fault(String fault) {
        if (faults.size() < 50) {
            faults.add(fault);
        }
    }

    // When all is quiet again: what is outside, what is on the volume, and what the index says.
    private void look(String when) throws Exception {
        Map<String, String> after = tree(outside);
        if (!after.equals(before)) {
            fault(when + ": outside was " + before + ", is " + after);
        }
        for (String folder : List.of("files", "trash", "uploads")) {
            tree(data.resolve(folder)).forEach((path, content) -> {
                if (content.contains("SECRET")) {
                    fault(when + ": " + folder + "/" + path + " came from outside");
                }
            });
        }
        Tallyman.sweep(data);
        String sums = String.join("','", List.of(Disk.sha256(SECRET), Disk.sha256(SECRET + "!")));
        Shell.query(data, "SELECT path FROM v_file WHERE sha256 IN ('" + sums + "')")
                .forEach(path -> fault(when + ": the index has a hash of what lies outside: " + path));
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (var paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    tree.put(folder.relativize(path).toString(), Files.readString(path, ISO_8859_1));
                } else {
                    tree.put(folder.relativize(path).toString(), "");
                }
            }
        }
        return tree;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
