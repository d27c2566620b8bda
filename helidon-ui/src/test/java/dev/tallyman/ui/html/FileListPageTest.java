package dev.tallyman.ui.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListPageTest {
    @AutoClose
    private final SamplePages sample;

    FileListPageTest(@TempDir Path folder) {
        sample = new SamplePages(folder.resolve("coast-survey"));
    }

    private FetchedPage page(String path) throws IOException, InterruptedException {
        return FetchedPage.of(sample.get(path));
    }

    @Test
    void anEmptyIntakeSaysWhatToDoFirst() throws Exception {
        FetchedPage page = page("/");

        assertEquals("No files yet.", page.text("h1"));
        assertTrue(page.text(".first").contains("Begin with a few files"));
        assertEquals(0, page.all("table").size());
    }

    @Test
    void theSentenceCountsWhatIsDoneWhatWaitsAndWhatNeedsYou() throws Exception {
        sample.upload("a.txt", "a");
        sample.upload("b.txt", "b");
        sample.fails("b.txt", "Took longer than 30 s");
        sample.sweep(1);
        sample.upload("c.txt", "c");

        FetchedPage page = page("/");

        assertEquals("3 files; 1 classified, 1 waiting, 1 needs you.", page.text("h1"));
        assertEquals("3", page.text(".figures .big"));
        assertEquals("67 % settled", page.all(".figures .note").get(1));
    }

    @Test
    void aRowSaysWhatTheFileIsAndHowItGoes() throws Exception {
        sample.says("plans/quay.docm", Category.DOCUMENT, "application/x-docm", "Word", Risk.MACROS);
        sample.upload("plans/quay.docm", "PK");
        sample.sweep(3);

        FetchedPage page = page("/");

        assertEquals("plans/quay.docm macros", page.text(".c-name .line"));
        assertEquals("document", page.text("tbody .c-kind"));
        assertEquals("Word", page.text("tbody .c-format"));
        assertEquals("2 B", page.text("tbody .c-size"));
        assertEquals("Classified", page.text("tbody .c-state"));
    }

    @Test
    void everyFilterOfTheListCanBeSetInThePageAndKeepsTheOthers() throws Exception {
        sample.upload("a.txt", "a");

        FetchedPage page = page("/?category=text&q=a&size=..1KB&risk=macros&from=2");

        List<String> fields = page.attributes("#more-filters [name]", "name");
        assertEquals(
                List.of("q", "category", "format", "ending", "size", "arrived", "changed", "batch", "run"),
                fields.subList(0, 9));
        assertEquals("risk", fields.getLast());
        assertEquals(List.of("..1KB"), page.attributes("#more-filters [name=size]", "value"));
        assertTrue(page.text("#more-filters summary").endsWith("2 on"));
    }

    @Test
    void aHostileNameStaysText() throws Exception {
        sample.upload("<img src=x onerror=alert(1)> \"'&.jpg", "x");
        sample.upload("invoice_\u202efdp.exe", "x");

        String html = sample.get("/").body();

        assertFalse(html.contains("<img src=x"));
        assertFalse(html.contains("\u202e"));
        assertTrue(html.contains("title=\"right-to-left override\""));
    }

    @Test
    void filtersNarrowTheListAndCanBeTakenAway() throws Exception {
        sample.says("a.png", Category.IMAGE, "image/png", "PNG");
        sample.upload("a.png", "x");
        sample.upload("b.txt", "x");
        sample.sweep(3);

        FetchedPage page = page("/?category=image&sort=name");

        assertEquals(1, page.all("tbody tr").size());
        assertEquals("1 to 1 of 1, names from A to Z", page.text(".pages .small"));
        assertEquals("/?sort=name", page.attribute(".chip[aria-current]", "href"));
    }

    @Test
    void aSearchWithoutAnAnswerSaysHowToGoOn() throws Exception {
        sample.upload("a.png", "x");

        FetchedPage page = page("/?q=nothing-is-called-so");

        assertTrue(page.text("#list .notice").startsWith("No name"));
    }

    @Test
    void aMistypedAddressIsSaidAndShowsNothing() throws Exception {
        sample.upload("a.png", "x");

        for (String mistyped :
                List.of("categry=image", "category=nonsense", "sort=nonsense", "run=x", "folder=..", "size=big")) {
            var answer = sample.get("/?" + mistyped);
            FetchedPage page = FetchedPage.of(answer);

            assertEquals(400, answer.statusCode(), mistyped);
            assertTrue(page.text("#list .notice").startsWith("This address asks for what no list has."), mistyped);
            assertEquals(0, page.all("tbody tr").size(), mistyped);
        }
        assertEquals(303, sample.get("/?cursor=nonsense").statusCode());
        assertTrue(page("/?view=tiles").text("#list .notice").contains("view cannot be “tiles”; it is list or grid."));
    }

    @Test
    void theHeadingSaysWhatIsShownAndCanBeCleared() throws Exception {
        sample.saysMismatch("a.doc", Category.DOCUMENT, "application/pdf", "PDF", "application/msword");
        sample.says("b.pdf", Category.DOCUMENT, "application/pdf", "PDF");
        sample.says("c.png", Category.IMAGE, "image/png", "PNG");
        for (String name : List.of("a.doc", "b.pdf", "c.png", "d.txt")) {
            sample.upload(name, "1234");
        }
        sample.sweep(3);

        assertEquals("All 4 files, 16 B", page("/").text("#list-title"));
        FetchedPage wrong = page("/?category=document&mismatch=true&sort=name");
        assertEquals("1 document with a wrong ending, 4 B clear", wrong.text("#list-title"));
        assertEquals("/?sort=name", wrong.attribute("#list-title a", "href"));
        assertEquals(
                "3 images or documents, 12 B clear",
                page("/?category=image,document").text("#list-title"));
    }

    @Test
    void aChipCountsWithinTheOtherFilters() throws Exception {
        sample.says("b.pdf", Category.DOCUMENT, "application/pdf", "PDF");
        for (String name : List.of("in/b.pdf", "b.pdf", "d.txt", "e.txt")) {
            sample.upload(name, "1234");
        }
        sample.sweep(3);

        FetchedPage page = page("/?category=document&ending=pdf");

        assertEquals(List.of("document 1", "text 1"), page.all(".chips ul:first-of-type .chip"));
        assertEquals("/?category=document,text&ending=pdf", page.attribute(".chip:not([aria-current])", "href"));
    }

    @Test
    void nothingInlineMayRun() throws Exception {
        var answer = sample.get("/");
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertTrue(policy.contains("default-src 'none'"));
        assertFalse(policy.contains("unsafe"));
        assertFalse(answer.body().contains(" style="));
        assertFalse(answer.body().matches("(?s).*\\son[a-z]+=.*"));
    }

    @Test
    void whatMayHaveChangedComesAsPartsOfThePage() throws Exception {
        long id = sample.upload("a.png", "x").id();
        String seen = page("/").attribute("#list", "data-seen");
        sample.sweep(3);
        sample.upload("b.png", "x");
        sample.upload("c.png", "x");

        FetchedPage live = page("/live?ids=" + id + "&seen=" + seen);

        assertEquals("Classified", live.text("#f" + id + " .c-state"));
        assertEquals("2 new, show", live.text("#news"));
        assertEquals("3 files; 1 classified, 2 waiting.", live.text("#sentence h1"));
    }

    @Test
    void anAssetIsKeptUnderAnAddressThatChangesWithIt() throws Exception {
        String url = page("/").attribute("link[rel=stylesheet]", "href");

        var answer = sample.get(url);

        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
        assertEquals(404, sample.get("/assets/nothing.js").statusCode());
    }
}
