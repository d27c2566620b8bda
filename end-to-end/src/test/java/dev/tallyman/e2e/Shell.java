package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** Programs that are not ours. */
final class Shell {
    private Shell() {}

    /** What it printed; anything but exit 0 is a failure. */
    static String run(Object... command) throws Exception {
        var words = List.of(command).stream().map(Object::toString).toList();
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> words + ": " + said);
        return said;
    }

    /**
     * The rows of the index, columns separated by a bar: read by Debian's own sqlite3, which must
     * be able to.
     */
    static List<String> query(Path data, String sql) throws Exception {
        Needs.program("sqlite3", "sqlite3");
        return run("sqlite3", "-readonly", "-cmd", ".timeout 10000", data.resolve("index/tallyman.db"), sql)
                .lines()
                .toList();
    }

    static long count(Path data, String where) throws Exception {
        return Long.parseLong(
                query(data, "SELECT count(*) FROM v_file WHERE " + where).getFirst());
    }
}
