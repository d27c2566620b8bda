package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.look.Formulas;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.DataFile;
import dev.tallyman.volume.disk.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final List<String> HOSTILE = List.of(
            "<img src=x onerror=alert(1)>.jpg",
            "\"><script>alert(1)</script>.txt",
            "' onmouseover='alert(1).pdf",
            "</table></html>&lt;.xyz",
            "{{7*7}}${7*7}.png",
            "invoice_\u202efdp.exe",
            "two\nlines.txt",
            "=HYPERLINK(\"x:y\").txt",
            "ünïcödé 文件.mp4");

    @TempDir
    Path folder;

    private TestIntake intake;

    /** Two reports, so that every section and every list has something to show. */
    @BeforeEach
    void report() throws IOException {
        intake = new TestIntake(folder);
        intake.upload("first.txt", "first");
        intake.sweep();
        intake.report();
        intake.tick(Duration.ofMinutes(30));
        for (String name : HOSTILE) {
            intake.upload("<b>/" + name, name);
            intake.upload("copies/" + name, name);
        }
        for (int i = 0; i < 15; i++) {
            intake.upload("more/" + i + ".f" + i, "x" + i);
        }
        intake.index.trash().put(1);
        intake.sweep(
                Policy.SJF,
                1,
                path -> path.extension().equals("pdf")
                        ? new Outcome.Failed("<b>Broken</b> at \"byte\" 7.")
                        : TestIntake.byName(path));
        intake.upload("waits.txt", "waits");
        intake.report();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private Map<String, String> pages() throws IOException {
        Map<String, String> pages = new HashMap<>();
        for (String file : intake.files()) {
            if (file.endsWith(".html")) {
                pages.put(file, intake.page(file));
            }
        }
        return pages;
    }

    @Test
    void everyLinkIsRelativeAndLeadsSomewhere() throws IOException {
        Map<String, String> pages = pages();
        assertTrue(pages.size() > 15, pages.keySet().toString());
        Path report = intake.latest().toRealPath();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path from = report.resolve(page.getKey());
            Matcher links = LINK.matcher(page.getValue());
            while (links.find()) {
                check(page.getKey(), page.getValue(), from, links.group(1));
            }
        }
    }

    private static void check(String page, String html, Path from, String link) {
        if (link.equals("data:,")) {
            return;
        }
        assertFalse(link.matches("(?i)[a-z][a-z0-9+.-]*:.*|//.*|/.*"), page + ": " + link);
        if (link.startsWith("#")) {
            assertTrue(html.contains(" id=\"" + link.substring(1) + "\""), page + ": " + link);
        } else {
            Path target = from.resolveSibling(link).normalize();
            assertTrue(Files.isRegularFile(target), page + ": " + link);
        }
    }

    @Test
    void namesNumbersAndBarsKnowTheirPlaceInTheIntakeAndAreNoLinksOnADisk() throws IOException {
        String index = intake.page("index.html");
        assertTrue(index.contains("<a data-live=\"/?category=text\" href=\"lists/category-text.html\""), index);
        assertTrue(index.contains("<a data-live=\"/?state=quarantined\""), index);
        assertTrue(index.contains("<a data-live=\"/trash\" href=\"lists/trash.html\""), index);
        assertTrue(index.contains("<a data-live=\"/?ending=f1\""), index);
        assertTrue(index.contains("<a data-live=\"/?folder=%3Cb%3E/\""), index);
        assertTrue(index.contains("<a data-live=\"/\" href=\"index.html\" class=\"mark\""), index);
        assertTrue(intake.page("lists/files.html").contains("<a data-live=\"/files/2\" class=\"name\">"));
        assertFalse(index.contains("href=\"/"), index);
    }

    @Test
    void everyListPageIsReachedFromTheFirstPage() throws IOException {
        Map<String, String> pages = pages();
        List<String> reached = new ArrayList<>(List.of("index.html"));
        for (int i = 0; i < reached.size(); i++) {
            Path from = Path.of(reached.get(i));
            Matcher links = LINK.matcher(pages.get(reached.get(i)));
            while (links.find()) {
                String target = from.resolveSibling(links.group(1)).normalize().toString();
                if (pages.containsKey(target) && !reached.contains(target)) {
                    reached.add(target);
                }
            }
        }
        assertEquals(pages.keySet(), Set.copyOf(reached));
    }

    @Test
    void nothingInAPageRunsOrLoadsButTheScriptThatSortsItsTables() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            String html = page.getValue();
            String name = page.getKey();
            String base = name.equals("index.html") ? "" : "../";
            String own = html.replace("<script src=\"" + base + "assets/tables.js\"></script>", "");
            assertTrue(own.length() < html.length(), name);
            assertFalse(own.toLowerCase(Locale.ROOT).contains("<script"), name);
            assertFalse(html.contains("<img"), name);
            assertFalse(Pattern.compile("<[^>]*\\son\\w+=").matcher(html).find(), name);
            assertFalse(Pattern.compile("<[^>]*\\sstyle=").matcher(html).find(), name);
            assertFalse(html.contains("<b>Broken</b>"), name);
            assertFalse(html.contains("\u202e"), name);
        }
    }

    @Test
    void tagsAreBalancedWhateverTheNames() throws IOException {
        Pattern tag = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"]|\"[^\"]*\")*?)(/?)>");
        for (Map.Entry<String, String> page : pages().entrySet()) {
            var open = new ArrayDeque<String>();
            Matcher tags = tag.matcher(page.getValue());
            while (tags.find()) {
                String name = tags.group(2);
                if (List.of("meta", "link", "wbr", "br").contains(name)
                        || !tags.group(4).isEmpty()) {
                    continue;
                }
                if (tags.group(1).isEmpty()) {
                    open.push(name);
                } else {
                    assertEquals(open.pop(), name, page.getKey());
                }
            }
            assertTrue(open.isEmpty(), page.getKey() + " " + open);
        }
    }

    @Test
    void hostileNamesAreShownAsTheyAre() throws IOException {
        String files = intake.page("lists/files.html");
        assertTrue(files.contains("&lt;img src=x onerror"), "markup as text");
        assertTrue(files.contains("U+202E"), "what turns the writing around is named");
        assertTrue(files.contains("U+000A"), "line breaks are named");
        assertTrue(files.contains("文件"), "letters of any script");
    }

    @Test
    void theCsvFilesDisarmFormulas() throws IOException {
        Csvs files = Csvs.gzip(intake.latest().resolve("data/files.csv.gz"));
        assertTrue(files.column("path").contains("copies/=HYPERLINK(\"x:y\").txt"));
        assertEquals("'=1+1", Formulas.disarmed("=1+1"));
        assertEquals("''=1+1", Formulas.disarmed("'=1+1"));
        for (String text : List.of("=1", "'=1", "''-1", "plain", "'plain", "", "+", "@x", "\tx")) {
            assertEquals(text, Formulas.armed(Formulas.disarmed(text)));
        }
    }

    @Test
    void noHostileNameIsAFormulaInACsvFileAndNoneIsLost() throws IOException {
        try (var names = PagesTest.class.getResourceAsStream("/hostile-names.csv")) {
            String all = new String(names.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : all.lines().toList()) {
                String name = line.startsWith("#") ? line : FilePath.ofUrl(line).text();
                var bytes = new ByteArrayOutputStream();
                var csv = new DataFile.OfCsv<String>(bytes, List.of(Column.of("a", n -> n), Column.of("b", n -> n)));
                csv.write(name);
                csv.close();

                String file = bytes.toString(StandardCharsets.UTF_8);
                String text = file.substring("a,b\r\n".length());
                assertFalse(text.matches("(?s)\"?[\\s\\p{Z}\\p{Cf}]*[-=+@\uff1d\uff0b\uff0d\uff20].*"), text);
                assertEquals(List.of(List.of(name, name)), Csvs.of(file).rows());
            }
        }
    }
}
