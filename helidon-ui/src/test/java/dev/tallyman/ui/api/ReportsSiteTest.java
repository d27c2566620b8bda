package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsSiteTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(folder);
        Path report = Files.createDirectories(server.data.resolve("reports/17/data"));
        Files.writeString(report.resolveSibling("index.html"), "<title>seventeen</title>");
        Files.writeString(report.resolve("files.csv"), "a,b");
        Files.createSymbolicLink(server.data.resolve("reports/latest"), Path.of("17"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(report.resolve("link"), folder.resolve("secret"));
    }

    @Test
    void theNewestReportIsWhereThePageLinksTo() {
        for (String address : new String[] {"/reports", "/reports/"}) {
            assertEquals(302, server.get(address).statusCode());
            assertEquals("/reports/latest/", header(server.get(address), "Location"));
        }
        assertEquals("/reports/17/", header(server.get("/reports/17"), "Location"));
        for (String run : new String[] {"latest", "17"}) {
            HttpResponse<byte[]> page = server.get("/reports/" + run + "/");
            assertEquals("<title>seventeen</title>", text(page));
            assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
            assertTrue(header(page, "Content-Security-Policy").startsWith("default-src 'none'"));
            assertTrue(header(page, "Content-Security-Policy").contains("script-src 'sha256-"));
        }
        assertEquals("a,b", text(server.get("/reports/latest/data/files.csv")));
    }

    @Test
    void whatAPageSaysOfTheIntakeIsALinkWhereItIsServed() throws IOException {
        Files.writeString(server.data.resolve("reports/17/index.html"), """
                <a data-live="/files/7" class="name">é</a> <a data-live="/?state=failed&amp;q=1" href="lists/x.html">3</a>
                <a data-live="//elsewhere">no</a> &lt;a data-live="/files/8"> <a href="lists/y.html">y</a>""");

        assertEquals("""
                <a href="/files/7" class="name">é</a> <a href="/?state=failed&amp;q=1">3</a>
                <a data-live="//elsewhere">no</a> &lt;a data-live="/files/8"> <a href="lists/y.html">y</a>""", text(server.get("/reports/17/")));
    }

    @Test
    void onlyTheScriptOfThisProgramRunsWhateverLiesInTheFolder() throws Exception {
        Files.writeString(
                server.data.resolve("reports/17/index.html"),
                "<table></table><script src=\"assets/tables.js\"></script><script src=\"assets/other.js\"></script>");

        HttpResponse<byte[]> answer = server.get("/reports/17/");

        String page = text(answer);
        String script = page.substring(page.indexOf("<script>") + 8, page.indexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        String policy = header(answer, "Content-Security-Policy");
        assertTrue(policy.contains("; script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';"));
        assertTrue(page.endsWith("<script src=\"assets/other.js\"></script>"), "the policy keeps it from running");
    }

    @Test
    void aPageThatTheClientHasIsNotSentAgain() {
        String etag = header(server.get("/reports/latest/"), "ETag");

        assertEquals(304, server.get("/reports/latest/", "If-None-Match", etag).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports/../index/tallyman.db",
                "/reports/%2e%2e/index/tallyman.db",
                "/reports/latest/../../index/tallyman.db",
                "/reports/latest/%2e%2e%2f%2e%2e/index/tallyman.db",
                "/reports/latest/data/link",
                "/reports/latest/nothing.html",
                "/reports/99/",
                "/reports//etc/passwd",
            })
    void nothingOutsideAReportIsServed(String path) throws IOException {
        String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), answer);
        assertFalse(answer.contains("secret"), answer);
        assertFalse(answer.contains("SQLite"), answer);
    }

    @Test
    void beforeTheFirstReportThePageSaysHowToMakeOne() throws IOException {
        Files.delete(server.data.resolve("reports/latest"));

        HttpResponse<byte[]> answer = server.get("/reports/latest/");

        assertEquals(404, answer.statusCode());
        assertTrue(text(answer).contains("no report yet"), text(answer));
    }

    @Test
    void aLoopOfLinksOrAFolderInTheLatestsPlaceIsNotFound() throws IOException {
        Path latest = server.data.resolve("reports/latest");
        Files.delete(latest);
        Files.createSymbolicLink(latest, Path.of("latest"));
        assertEquals(404, server.get("/reports/latest/").statusCode());

        Files.delete(latest);
        Files.createDirectory(latest);
        assertEquals(404, server.get("/reports/latest/").statusCode());
    }
}
