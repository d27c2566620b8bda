package dev.tallyman.ui.html;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AboutPagesTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    private Path rules;

    @BeforeEach
    void start() throws IOException {
        rules = folder.resolve("rules.yaml");
        Files.writeString(
                rules, "claims:\n  attempts: 5 # more than usual\nuploads:\n  refuse:\n    - exe\n    - video/*\n");
        server = new TestServer(folder, rules);
    }

    private Document page(String address) {
        var answer = server.get(address);
        assertEquals(200, answer.statusCode(), text(answer));
        assertTrue(header(answer, "Content-Security-Policy").contains("script-src 'self';"));
        return Jsoup.parse(text(answer));
    }

    private Document pageAfter(String yaml) throws IOException {
        server.rules.refresh(); // keeps those before
        Files.writeString(rules, yaml);
        server.rules.refresh();
        return page("/rules");
    }

    @Test
    void everyPageLeadsToThemAtItsFoot() {
        assertEquals(
                List.of("/rules", "/api", "/activity", "/about"),
                page("/").select("footer a").eachAttr("href"));
    }

    @Test
    void theRulesInForceAreTheFilesOverTheDefaultsAndEachDefaultSaysSo() {
        Document page = page("/rules");

        assertEquals("2 of", page.select("h1").text().substring(0, 4));
        assertTrue(
                page.select(".yaml .set").eachText().contains("attempts: 5"),
                page.select(".yaml").text());
        assertTrue(page.select(".yaml .set").eachText().contains("refuse: [exe, video/*]"));
        assertTrue(page.select(".yaml .soft").eachText().contains("limit: 10GB  # default"));
    }

    @Test
    void whatAChangeChangedIsTold() throws IOException {
        Document page = pageAfter("claims:\n  attempts: 7\nuploads:\n  refuse: [exe, video/*]\n");

        assertEquals(List.of("claims.attempts 5 7"), page.select("tbody tr").eachText());
    }

    @Test
    void aBrokenFileIsToldWithItsPlaceAndTheLastGoodOneStays() throws IOException {
        Document page = pageAfter("claims:\n  attempts: many\n");

        assertTrue(page.text().contains("Not in force"), page.text());
        assertTrue(
                page.select("pre.fail").text().contains("rules.yaml:2: claims.attempts: “many”"),
                page.select("pre.fail").text());
        assertTrue(page.select(".yaml .set").eachText().contains("attempts: 5"));
    }

    @Test
    void theIconIsWhereProgramsLookThatReadNoPage() {
        var icon = server.get("/favicon.ico");

        assertEquals(200, icon.statusCode());
        assertEquals("image/svg+xml", icon.headers().firstValue("content-type").orElseThrow());
        assertEquals(
                "public, max-age=86400",
                icon.headers().firstValue("cache-control").orElseThrow());
    }

    @Test
    void theRulesPageSaysWhereTheyComeFrom() {
        String text = page("/rules").text();

        assertTrue(text.contains("They stand in a file"), text);
    }

    @Test
    void theApiIsDrawnFromItsDescriptionWithoutAnInlineScript() {
        Document page = page("/api");

        assertEquals("/openapi.yaml", page.select("#api").attr("data-description"));
        for (String script : page.select("script").eachAttr("src")) {
            assertEquals(200, server.get(script).statusCode(), script);
        }
        assertTrue(
                page.select("script").stream().allMatch(script -> script.html().isEmpty()));
        String bundle = page.select("script[src*=swagger]").attr("src");
        assertTrue(server.get(bundle).body().length
                > 3 * server.get(bundle, "Accept-Encoding", "gzip").body().length);
    }

    @Test
    void aboutTellsVersionsHealthVolumeAndThatThereIsNoBackupYet() {
        String text = page("/about").text();

        assertTrue(text.contains("Tallyman 0.1.0"), text);
        assertTrue(text.contains("port " + server.server.healthPort()), text);
        assertTrue(text.contains("/metrics"), text);
        assertTrue(text.contains("are free"), text);
        assertTrue(text.contains("There is none yet."), text);
        assertTrue(text.contains("PRONOM"), text);
        assertFalse(text.contains("null"), text);
    }

    @Test
    void aBackupIsListedWithItsAge() throws IOException {
        Path backups = Files.createDirectories(server.index.volume().backups());
        Files.writeString(backups.resolve("tallyman-20261124T030000.000Z.db"), "x");

        Document page = page("/about");

        assertEquals(
                "tallyman-20261124T030000.000Z.db", page.select("tbody code").text());
        assertTrue(page.select("tbody time").hasAttr("datetime"));
    }
}
