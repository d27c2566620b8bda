package dev.tallyman.ui.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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

    private void files(long run, String rows) throws IOException {
        Path file = server.data.resolve("reports/" + run + "/data/files.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("id,path,size,state,category,format,version,sha256\n" + rows).getBytes(UTF_8));
        }
    }

    @Test
    void twoAreComparedFileByFile() throws IOException {
        three();
        files(2, """
                1,old/gone.txt,5,classified,text,Plain text,,aa
                2,notes.md,7,classified,text,Plain text,,bb
                3,same.png,9,classified,image,PNG,1.2,cc
                5,"old, name.txt",5,received,,,,
                """);
        files(9, """
                2,notes.md,8,classified,data,Markdown,,b2
                3,same.png,9,classified,image,PNG,1.2,cc
                4,'=new.csv,1,classified,data,CSV,,dd
                5,new name.txt,5,classified,text,Plain text,,ee
                """);

        Document page = page("/past-reports/compare/files?from=9&to=2");

        assertEquals("1 file came, 1 went, 2 changed.", page.select("h1").text());
        assertEquals(
                List.of("=new.csv CSV"),
                page.select("section[aria-labelledby=came] tbody tr").eachText());
        assertEquals("/files/4", page.select("section[aria-labelledby=came] a").attr("href"));
        assertEquals(
                List.of("old/gone.txt Plain text"),
                page.select("section[aria-labelledby=went] tbody tr").eachText());
        assertEquals(
                List.of(
                        "other bytes; format Markdown, was Plain text; category data, was text",
                        "was old, name.txt; format Plain text, was not known; category text, was not known;"
                                + " state classified, was received"),
                page.select("section[aria-labelledby=changed] td.wrap").eachText());
        assertEquals(
                "/past-reports/compare/files?from=2&to=9",
                page("/past-reports/compare?from=2&to=9").select(".acts a").attr("href"));
        String csv = TestServer.text(server.get(page.select(".acts a").attr("href")));
        assertEquals(5, csv.lines().count(), csv);
        assertTrue(csv.contains("Came,4,'=new.csv,1,CSV"), csv);
    }

    @Test
    void filesThatCannotBeReadAreNotCompared() throws IOException {
        three();
        files(2, "");
        Files.writeString(server.data.resolve("reports/9/data/files.csv.gz"), "no gzip");

        assertEquals(404, server.get("/past-reports/compare/files?from=2&to=9").statusCode());
        assertEquals(404, server.get("/past-reports/compare/files?from=2&to=5").statusCode());
        assertEquals(
                404, server.get("/past-reports/compare/files.csv?from=2&to=5").statusCode());
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
