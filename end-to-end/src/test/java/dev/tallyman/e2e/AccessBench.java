package dev.tallyman.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What it costs that people see a part of a large intake, and that they have signed in; only {@code bench/run} starts
 * it. The rows have no bytes behind them: lists, searches and numbers read none.
 */
class AccessBench {
    private static final int ROWS = Boolean.getBoolean("tallyman.bench.quick") ? 50_000 : 1_000_000;
    private static final int ROUNDS = 20;
    private static final int REQUESTS = 1_000;
    private static final Path FOLDER = Path.of("target/bench-access").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final String HASH = "$2y$04$ri1eYm8Zcn2UtDDaWlr95.jp93wGv/WpVvuNdUIy2LtPuMz1jGSaS"; // of "secret"

    private static final String RULES = """
            access:
              everyone: {"public/": viewer}
              groups:
                small: {"small/": viewer}
                middle: {"middle/": viewer}
                several: {"small/": viewer, "middle/01/": viewer, "large/042/": viewer, "crowd-33/": viewer}
                allbut: {"/": viewer, "small/": none, "large/": none}
                all: {"/": admin}
            """;

    /** The files of the middle are last in every order that goes down: whoever sees them alone has far to go. */
    // Long enough to read better apart from its use.
    @SuppressWarnings("InlineFormatString")
    private static final String FILL = """
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -1000000;
            INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state,
                              state_since, category, mime, format, mismatch, description)
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1),
            placed AS (SELECT i, (i * 7919) %% 1000003 AS r, CASE
                WHEN i %% 1000 = 0 THEN 'small' WHEN i %% 10 = 1 THEN 'middle' WHEN i %% 10 IN (2, 3, 4) THEN 'large'
                WHEN i %% 10000 = 5 THEN 'public' ELSE printf('crowd-%%02d', i %% 97) END AS top FROM n),
            named AS (SELECT *, top = 'middle' AS mid,
                printf('%%s/%%03d/%%d.%%s', top, (i / 1000) %% 100, i, substr('jpgpdftxtcsv', 1 + 3 * (r %% 4), 3)) AS name FROM placed)
            SELECT CAST(name AS BLOB), 1, CAST(top AS BLOB), name, substr(name, -3),
                   CASE WHEN mid THEN r %% 5000 ELSE 10000 + r END, 1700000000000000000 + r * 1000000000, i + 1, 'upload',
                   CASE WHEN mid THEN 1600000000000 + r ELSE 1700000000000 + r * 1000 END, 'classified', 1700000000000,
                   CASE WHEN mid THEN 'audio' WHEN r %% 4 = 0 THEN 'image' WHEN r %% 4 = 1 THEN 'document' ELSE 'text' END,
                   CASE WHEN mid THEN 'audio/ogg' WHEN r %% 4 = 0 THEN 'image/jpeg' ELSE 'text/plain' END,
                   CASE WHEN mid THEN 'Ogg' WHEN r %% 4 = 0 THEN 'JPEG' ELSE 'Text' END, i %% 777 = 0, 'none'
              FROM named;
            """;

    private static final List<String> PAGES = List.of(
            "/api/v1/files?limit=100",
            "/api/v1/files?limit=100&sort=-size",
            "/api/v1/files?limit=100&sort=size",
            "/api/v1/files?limit=100&sort=name",
            "/api/v1/files?limit=100&sort=-category",
            "/api/v1/files?limit=100&sort=format",
            "/api/v1/files?limit=100&sort=state",
            "/api/v1/files?limit=100&category=image",
            "/api/v1/files?limit=100&category=image,text&sort=size",
            "/api/v1/files?limit=100&mime=text/plain",
            "/api/v1/files?limit=100&mismatch=true",
            "/api/v1/files?limit=100&folder=large");
    private static final List<String> SEARCHES =
            List.of("/api/v1/files?limit=100&q=999", "/api/v1/files?limit=100&q=042/1", "/?q=4242");
    private static final List<String> NUMBERS = List.of("/api/v1/summary", "/", "/?folder=middle", "/?folder=large");

    /** A script that puts so many rows in an index. */
    static String rows(int count) {
        return FILL.formatted(count);
    }

    @Test
    void access() throws Exception {
        Files.createDirectories(FOLDER);
        Tallyman.sweep(DATA).ended(0);
        Path rows = Files.writeString(FOLDER.resolve("rows.sql"), rows(ROWS));
        Shell.run("sqlite3", DATA.resolve("index/tallyman.db"), ".read " + rows);
        var groups = new StringBuilder();
        var people = new StringBuilder("nobody:" + HASH + "\n");
        List<String> who = List.of("small", "middle", "several", "allbut", "all");
        for (String name : who) {
            people.append(name).append(':').append(HASH).append('\n');
            groups.append(name).append(": ").append(name).append('\n');
        }
        Path passwords = Files.writeString(FOLDER.resolve("people"), people);
        Path members = Files.writeString(FOLDER.resolve("groups"), groups);
        Path rules = Files.writeString(FOLDER.resolve("rules.yaml"), RULES);
        try (var server = Server.start(
                DATA,
                "--auth",
                "htpasswd",
                "--htpasswd",
                passwords.toString(),
                "--groups",
                members.toString(),
                "--rules",
                rules.toString())) {
            for (String name : who) {
                person(server, name);
            }
            session(server);
        }
    }

    private static String[] signedIn(Server server, String name) throws Exception {
        String cookie =
                server.form("/sign-in", "name=" + name + "&password=secret").header("set-cookie");
        return new String[] {"Cookie", cookie.substring(0, cookie.indexOf(';'))};
    }

    private static void person(Server server, String name) throws Exception {
        String[] cookie = signedIn(server, name);
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("a page of 100", PAGES);
        kinds.put("a search", SEARCHES);
        kinds.put("the numbers", NUMBERS);
        for (var kind : kinds.entrySet()) {
            timed(server, kind.getValue(), cookie, 2); // classes are loaded, and what is counted at leisure is
            double[] times = timed(server, kind.getValue(), cookie, ROUNDS);
            Figures.add(
                    "%s of %,d rows for %s, p99".formatted(kind.getKey(), ROWS, name),
                    times[times.length * 99 / 100],
                    "ms, p50 %.0f".formatted(times[times.length / 2]),
                    Goal.atMost(100));
        }
    }

    private static double[] timed(Server server, List<String> addresses, String[] cookie, int rounds) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < rounds; n++) {
            for (String address : addresses) {
                times.add(millis(server, address, cookie));
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    // In turn, so that a slow moment of the machine does not meet one of the two alone.
    private static void session(Server server) throws Exception {
        String[] cookie = signedIn(server, "nobody");
        var with = new double[REQUESTS];
        var without = new double[REQUESTS];
        for (int n = -REQUESTS; n < REQUESTS; n++) {
            double one = millis(server, "/api/v1/files?limit=10", cookie);
            double other = millis(server, "/api/v1/files?limit=10");
            if (n >= 0) {
                with[n] = one;
                without[n] = other;
            }
        }
        Arrays.sort(with);
        Arrays.sort(without);
        double middle = with[REQUESTS / 2];
        double bare = without[REQUESTS / 2];
        Figures.add(
                "a request with a session, more than without",
                middle - bare,
                "ms, p50 %.2f and %.2f".formatted(middle, bare),
                Goal.atMost(0.3));
    }

    private static double millis(Server server, String address, String... headers) throws Exception {
        long start = System.nanoTime();
        server.get(address, headers).answered(200);
        return (System.nanoTime() - start) / 1e6;
    }

    @AfterEach
    void clear() throws Exception {
        Shell.run("rm", "-rf", FOLDER);
    }
}
