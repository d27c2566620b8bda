package dev.tallyman.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each page costs in a real browser: bytes on the wire when nothing of the intake is known there and when only
 * this page is new, the time that the server takes, and the time until something is painted; only {@code bench/run}
 * starts it.
 */
@ExtendWith(Chromium.class)
class PagesBench {
    private static final int ROUNDS = 5;
    private static final Path FOLDER = Path.of("target/bench-pages").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");

    /** Bytes on the wire, and milliseconds. */
    private record Cost(long bytes, double server, double painted) {}

    @ParameterizedTest
    @ValueSource(ints = {30_000, 300_000})
    void pages(int rows, Browser browser) throws Exception {
        int files = Boolean.getBoolean("tallyman.bench.quick") ? rows / 20 : rows;
        Files.createDirectories(FOLDER);
        Tallyman.sweep(DATA).ended(0);
        Path fill = Files.writeString(FOLDER.resolve("rows.sql"), AccessBench.rows(files));
        Shell.run("sqlite3", DATA.resolve("index/tallyman.db"), ".read " + fill);
        Tallyman.report(DATA).ended(0);
        try (var server = Server.start(DATA)) {
            for (var page : addresses().entrySet()) {
                measure(browser, server, "%s, %,d files".formatted(page.getKey(), files), page.getValue());
            }
        }
    }

    private static Map<String, String> addresses() throws Exception {
        String file = Shell.query(DATA, "SELECT max(id) FROM v_file").getFirst();
        String run = Shell.query(DATA, "SELECT min(id) FROM v_run").getFirst();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("Files", "/");
        pages.put("Files, filtered", "/?category=image&sort=size");
        pages.put("Files, a folder", "/?folder=large/042");
        pages.put("Files, a search", "/?q=4242");
        pages.put("Files, the grid", "/?view=grid");
        pages.put("A file", "/files/" + file);
        pages.put("Trash", "/trash");
        pages.put("Runs", "/runs");
        pages.put("A run", "/runs/" + run);
        pages.put("The report", "/reports/latest/");
        pages.put("Past reports", "/past-reports");
        pages.put("Activity", "/activity");
        pages.put("Rules", "/rules");
        pages.put("API", "/api");
        pages.put("About", "/about");
        return pages;
    }

    private static void measure(Browser browser, Server server, String what, String address) throws Exception {
        List<Cost> first = new ArrayList<>();
        List<Cost> next = new ArrayList<>();
        for (int n = 0; n < ROUNDS; n++) {
            first.add(load(browser, server, null, address));
            next.add(load(browser, server, address.equals("/trash") ? "/about" : "/trash", address));
        }
        long bytes = next.getFirst().bytes();
        Figures.add(
                what + ", KB",
                bytes / 1e3,
                "at first %.0f KB".formatted(first.getFirst().bytes() / 1e3),
                Goal.atMost(60));
        Figures.add(
                what + ", first paint",
                middle(next.stream().mapToDouble(Cost::painted).toArray()),
                "ms, of them %.0f in the server; at first %.0f"
                        .formatted(
                                middle(next.stream().mapToDouble(Cost::server).toArray()),
                                middle(first.stream().mapToDouble(Cost::painted).toArray())),
                Goal.atMost(300));
    }

    /** Loads a page in a browser that knows nothing, or no more than the page before. */
    private static Cost load(Browser browser, Server server, @Nullable String before, String address) {
        try (var context = browser.newContext(new Browser.NewContextOptions().setBaseURL(server.address()))) {
            Page page = context.newPage();
            if (before != null) {
                page.navigate(before);
            }
            return load(page, address);
        }
    }

    private static Cost load(Page page, String address) {
        var bytes = new AtomicLong();
        CDPSession wire = page.context().newCDPSession(page);
        wire.on(
                "Network.loadingFinished",
                (JsonObject event) ->
                        bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        wire.send("Network.enable");
        page.navigate(address);
        page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length > 0");
        double painted = ((Number)
                        page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                .doubleValue();
        double server = ((Number) page.evaluate(
                        "() => performance.getEntriesByType('navigation')[0].serverTiming[0]?.duration ?? 0"))
                .doubleValue();
        page.waitForTimeout(300); // what a script asks for after the page is loaded counts as well
        wire.detach();
        return new Cost(bytes.get(), server, painted);
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @AfterEach
    void clear() throws Exception {
        Shell.run("rm", "-rf", FOLDER);
    }
}
