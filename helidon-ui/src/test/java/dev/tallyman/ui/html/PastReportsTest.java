package dev.tallyman.ui.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** The list of the reports that are kept, and two of them compared. */
class PastReportsTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(folder);
    }

    private Document page(String address) {
        return Jsoup.parse(TestServer.text(server.get(address)));
    }

    private void report(long run, long number, String files, String formats, String report) throws IOException {
        Path data = Files.createDirectories(server.data.resolve("reports/" + run + "/data"));
        Files.writeString(data.resolveSibling("index.html"), "");
        Files.writeString(data.resolve("formats.json"), formats);
        Files.writeString(data.resolve("summary.json"), """
                {%s,"categories":{"text":%d,"image":1},"report":{"number":%d,"snapshot":"2026-11-%dT08:00:00Z"%s}}
                """.formatted(files, number * 10, number, 10 + number, report));
    }

    private void three() throws IOException {
        report(2, 1, "\"files\":11,\"bytes\":1000", "[{\"format\":\"Plain text\",\"files\":10}]", "");
        report(5, 2, "\"files\":21,\"bytes\":5000", "[{\"format\":\"Plain text\",\"files\":20}]", "");
        report(
                9,
                3,
                "\"files\":31,\"bytes\":4000",
                "[{\"format\":\"Plain text\",\"files\":20},{\"format\":\"Markdown\",\"files\":10}]",
                ",\"changes\":{\"new\":12,\"gone\":2,\"identified\":0}");
    }

    @Test
    void eachReportSaysWhenItWasMadeAndWhatHadChanged() throws IOException {
        three();
        Files.createDirectories(server.data.resolve("reports/.11.part/data"));
        Files.createDirectories(server.data.resolve("reports/12/data"));

        Document page = page("/past-reports");

        assertEquals("3 reports are kept.", page.select("h1").text());
        assertEquals(
                List.of("Report 3", "Report 2", "Report 1"),
                page.select("tbody th").eachText());
        assertEquals(
                List.of("12 new, 2 gone", "10 files more", "–"),
                page.select("tbody .c-what").eachText());
        assertEquals("/reports/9/", page.select("tbody a").attr("href"));
        assertEquals("2026-11-13T08:00:00Z", page.select("tbody time").attr("datetime"));
        assertEquals(
                List.of("5", "9"),
                page.select("input[checked]").eachAttr("value").stream()
                        .sorted()
                        .toList());
    }

    @Test
    void anyTwoAreComparedWhicheverIsNamedFirst() throws IOException {
        three();

        for (String address : List.of("/past-reports/compare?from=2&to=9", "/past-reports/compare?from=9&to=2")) {
            Document page = page(address);
            assertEquals(
                    "Report 3 has 20 files more than Report 1.",
                    page.select("h1").text());
            String numbers = page.select("section[aria-labelledby=numbers]").text();
            assertTrue(numbers.contains("Files 11 31 +20"), numbers);
            assertTrue(numbers.contains("Bytes 1.00 KB 4.00 KB +3.00 KB"), numbers);
            assertEquals(
                    List.of("Markdown 0 10 +10", "Plain text 10 20 +10"),
                    page.select("section[aria-labelledby=formats] tbody tr").eachText());
        }
        assertEquals(404, server.get("/past-reports/compare?from=2&to=77").statusCode());
        assertEquals(404, server.get("/past-reports/compare?from=../2&to=9").statusCode());
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestIsCompared() throws IOException {
        three();
        Files.writeString(server.data.resolve("reports/9/data/formats.json"), "[{");

        Document page = page("/past-reports/compare?from=5&to=9");

        assertTrue(page.select("section[aria-labelledby=formats]").text().contains("cannot be compared"));
        assertTrue(page.select("section[aria-labelledby=numbers]").text().contains("Bytes 5.00 KB 4.00 KB −1.00 KB"));
    }

    @Test
    void anIntakeWithoutAReportSaysHowToMakeOne() {
        assertEquals("No report yet.", page("/past-reports").select("h1").text());
    }
}
