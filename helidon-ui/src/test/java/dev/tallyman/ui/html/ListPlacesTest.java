package dev.tallyman.ui.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a long list: where each stands, and what is new since it was made. */
class ListPlacesTest {
    @AutoClose
    private final SamplePages sample;

    ListPlacesTest(@TempDir Path folder) {
        sample = new SamplePages(folder.resolve("coast-survey"));
    }

    private FetchedPage page(String path) throws IOException, InterruptedException {
        return FetchedPage.of(sample.get(path));
    }

    @Test
    void aLongListHasPagesThatKnowTheirPlace() throws Exception {
        for (int i = 0; i < 103; i++) {
            sample.upload("f" + i + ".txt", "x");
        }

        FetchedPage first = page("/");
        FetchedPage second = page(first.attribute("a[rel=next]", "href"));

        assertEquals("1 to 100 of 103, newest first", first.text(".pages .small"));
        assertEquals("101 to 103 of 103, newest first", second.text(".pages .small"));
        assertEquals(3, second.all("tbody tr").size());
        assertEquals(
                "101 to 103 of 103, newest first",
                page(first.attribute("a[rel=last]", "href")).text(".pages .small"));
        FetchedPage back = page(second.attribute("a[rel=prev]", "href"));
        assertEquals("1 to 100 of 103, newest first", back.text(".pages .small"));
        assertEquals(first.all("tbody .c-name"), back.all("tbody .c-name"));
    }

    @Test
    void aPageKnowsItsPlaceWhenFilesBeforeItAreGone() throws Exception {
        for (int i = 0; i < 350; i++) {
            sample.upload("f" + (1000 + i) + ".txt", "x");
        }
        FetchedPage second = page(page("/?sort=name").attribute("a[rel=next]", "href"));
        FetchedPage third = page(second.attribute("a[rel=next]", "href"));
        assertEquals("201 to 300 of 350, names from A to Z", third.text(".pages .small"));
        trash(1010, 1012);

        String href = second.attribute("a[rel=next]", "href");
        assertEquals("199 to 298 of 348, names from A to Z", page(href).text(".pages .small"));
        FetchedPage back = page(page(href).attribute("a[rel=prev]", "href"));
        assertEquals("99 to 198 of 348, names from A to Z", back.text(".pages .small"));
        trash(1020, 1170);

        FetchedPage begin = page(third.attribute("a[rel=prev]", "href"));
        assertEquals("1 to 100 of 198, names from A to Z", begin.text(".pages .small"), "no short page");
        FetchedPage end = page(third.attribute("a[rel=last]", "href"));
        assertEquals("101 to 198 of 198, names from A to Z", end.text(".pages .small"));
        trash(1300, 1350);
        FetchedPage gone = page(third.attribute("a[rel=next]", "href"));
        assertEquals("101 to 148 of 148, names from A to Z", gone.text(".pages .small"), "no empty page");
    }

    private void trash(int from, int before) throws Exception {
        for (int i = from; i < before; i++) {
            var file = sample.index.catalog().find(FilePath.of("f" + i + ".txt"));
            sample.index.trash().put(file.orElseThrow().id());
        }
    }

    @Test
    void whateverTheOrderOnlyWhatCameAfterThePageIsNew() throws Exception {
        sample.upload("b.txt", "first");
        for (int i = 0; i < 100; i++) {
            sample.upload("a" + i + ".txt", "x");
        }
        String seen = page("/?sort=-name").attribute("#list", "data-seen");

        assertEquals("", page("/live?sort=-name&seen=" + seen).text("#news"));
        sample.upload("c.txt", "later");
        assertEquals("1 new, show", page("/live?sort=-name&seen=" + seen).text("#news"));
    }
}
