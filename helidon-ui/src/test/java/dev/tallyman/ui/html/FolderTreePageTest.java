package dev.tallyman.ui.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders beside the list. */
class FolderTreePageTest {
    @AutoClose
    private final SamplePages sample;

    FolderTreePageTest(@TempDir Path folder) {
        sample = new SamplePages(folder.resolve("coast-survey"));
    }

    private FetchedPage page(String path) throws IOException, InterruptedException {
        return FetchedPage.of(sample.get(path));
    }

    @Test
    void theFoldersStandBesideTheListAndLeadIntoEachOther() throws Exception {
        sample.upload("a.txt", "a");
        assertEquals(List.of(), page("/").all(".folders"));
        sample.upload("photos/2026/may/gull.jpg", "gull");
        sample.upload("photos/tern.jpg", "tern");
        sample.upload("plans & more/quay.txt", "quay");

        FetchedPage root = page("/?sort=name");

        assertEquals("All folders", root.text(".folders [aria-current]"));
        assertEquals(List.of("photos 2 files", "plans & more 1 file"), root.all(".folders li li > a"));
        assertEquals("photos: 2 files, 8 B", root.attribute(".folders li li > a", "title"));
        FetchedPage photos = page(root.attribute(".folders li li > a", "href"));
        assertEquals("photos 2 files", photos.text(".folders [aria-current]"));
        FetchedPage inside = page(photos.attribute(".folders li li li > a", "href"));
        assertEquals("2026", inside.text(".folders [aria-current]"));
        assertEquals(
                List.of("photos 2 files", "2026", "may 1 file", "plans & more 1 file"),
                inside.all(".folders li li > a"));
        assertEquals(1, inside.all("tbody tr").size());
    }

    @Test
    void besideAListOfSomeFilesTheFoldersHaveNoNumbers() throws Exception {
        sample.upload("photos/tern.jpg", "tern");

        assertEquals(List.of("photos"), page("/?q=tern").all(".folders li li > a"));
    }

    @Test
    void aLongWayIsShortenedAndEndsInTheFolder() throws Exception {
        sample.upload("1/2/3/4/5/6/7/8/9/10/11/12/x.txt", "x");

        List<String> way = page("/?folder=1/2/3/4/5/6/7/8/9/10/11").all(".folders li li > a");

        assertEquals(List.of("1 1 file", "4", "5", "6", "7", "8", "9", "10", "11", "12 1 file"), way);
    }

    @Test
    void aFolderWhoseNameIsNoTextCanBeOpened() throws Exception {
        sample.upload(FilePath.ofUrl("Stra%DFe/a.txt"), new byte[1]);

        FetchedPage inside = page(page("/").attribute(".folders li li > a", "href"));

        assertEquals(1, inside.all("tbody tr").size());
        assertEquals("/?folder=Stra%DFe", inside.attribute(".folders [aria-current]", "href"));
    }
}
