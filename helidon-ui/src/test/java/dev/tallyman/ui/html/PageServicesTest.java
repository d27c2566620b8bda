package dev.tallyman.ui.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageServicesTest {
    @AutoClose
    private final SamplePages sample;

    PageServicesTest(@TempDir Path folder) {
        sample = new SamplePages(folder.resolve("coast-survey"));
    }

    @Test
    void aFileThatNeedsPeopleSaysWhyAndOffersTheCure() throws Exception {
        long id = sample.upload("plans/north.dwg", "AC1032").id();
        sample.fails("plans/north.dwg", "Took longer than 30 s");
        sample.sweep(1);

        FetchedPage page = FetchedPage.of(sample.get("/files/" + id));

        assertTrue(page.text("#notice").startsWith("Needs you. Took longer than 30 s."));
        assertEquals("/files/" + id + "/retry", page.attribute("#notice form", "action"));
        assertEquals(303, sample.post("/files/" + id + "/retry", "").statusCode());
        assertEquals(
                State.RECEIVED, sample.index.catalog().find(id).orElseThrow().state());
    }

    @Test
    void aTextIsShownAsTextWhateverItHolds() throws Exception {
        long id = sample.upload("notes.txt", "<script>alert(1)</script>\u0007").id();
        sample.sweep(3);

        FetchedPage page = FetchedPage.of(sample.get("/files/" + id));

        assertEquals("<script>alert(1)</script>␇", page.text("pre.text"));
        assertTrue(page.text("#timeline").contains("Classified."));
    }

    @Test
    void dataInABinaryFormatIsNotShownAsText() throws Exception {
        long id = sample.upload("de.mo", "\u0000\u0012\u0004").id();
        sample.says("de.mo", Category.DATA, "application/x-gettext-translation", "GNU message catalog");
        sample.sweep(3);

        FetchedPage page = FetchedPage.of(sample.get("/files/" + id));

        assertTrue(page.all("pre.text").isEmpty());
        assertTrue(page.text("#preview").contains("There is no preview for this format."));
    }

    @Test
    void whereTheNameDecidesThePageSaysWhatTheContentAnswered() throws Exception {
        long text = sample.upload("Makefile", "all:\n").id();
        long bytes = sample.upload("x.wbmp", "\u0000\u0000").id();
        sample.says("Makefile", Category.CODE, "text/x-makefile", "Makefile", Basis.NAME);
        sample.says("x.wbmp", Category.IMAGE, "image/vnd.wap.wbmp", "WBMP", Basis.NAME);
        sample.sweep(3);

        String asked = FetchedPage.of(sample.get("/files/" + text)).text("body");
        assertTrue(asked.contains("text, not of which kind"), asked);
        assertTrue(asked.contains("Name Makefile text/x-makefile, decides"), asked);
        asked = FetchedPage.of(sample.get("/files/" + bytes)).text("body");
        assertTrue(asked.contains("First bytes nothing known no answer"), asked);
        assertTrue(asked.contains("Name .wbmp image/vnd.wap.wbmp, decides"), asked);
    }

    @Test
    void aFolderReplacedByALinkIsNotShownThrough() throws Exception {
        long id = sample.upload("notes/a.txt", "ours").id();
        sample.sweep(3);
        Path notes = sample.index.volume().files().resolve("notes");
        Path elsewhere = Files.createDirectory(sample.index.volume().root().resolveSibling("else"));
        Files.writeString(elsewhere.resolve("a.txt"), "secret");
        Files.move(notes, notes.resolveSibling("moved"));
        Files.createSymbolicLink(notes, elsewhere);

        assertFalse(sample.get("/files/" + id).body().contains("secret"));
    }

    @Test
    void formsTrashUndoAndPurgeWithoutScripts() throws Exception {
        long id = sample.upload("a.txt", "a").id();

        var trashed = sample.post("/files/trash", "id=" + id + "&back=/");
        String after = trashed.headers().firstValue("Location").orElseThrow();
        FetchedPage toast = FetchedPage.of(sample.get(after));
        assertEquals("/?trashed=" + id, after);
        assertEquals(Long.toString(id), toast.attribute(".toast input[name=ids]", "value"));

        sample.post("/files/restore", "ids=" + id + "&back=/");
        assertEquals(
                State.RECEIVED, sample.index.catalog().find(id).orElseThrow().state());

        sample.post("/files/" + id + "/trash", "");
        FetchedPage question = FetchedPage.of(sample.get("/trash/purge?ids=" + id));
        assertEquals("Purge 1 file, 1 B, for good?", question.text("h1"));
        assertTrue(question.text(".names").contains("a.txt"));
        sample.post("/trash/purge", "ids=" + id);
        assertTrue(sample.index.catalog().find(id).isEmpty());
    }

    @Test
    void aFormGoesBackToThisSiteOnly() throws Exception {
        var answer = sample.post("/files/trash", "back=//elsewhere.example/");

        assertEquals("/", answer.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void aFormWithoutScriptsUploadsSeveralFiles() throws Exception {
        String body = """
                --b
                Content-Disposition: form-data; name="folder"

                in%20box/
                --b
                Content-Disposition: form-data; name="file"; filename="a.txt"

                one
                --not
                --b
                Content-Disposition: form-data; name="file"; filename="b.txt"


                --b--
                """.replace("\n", "\r\n");

        var answer = sample.send(HttpRequest.newBuilder(URI.create(sample.address() + "/upload"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body))
                .build());

        assertEquals(303, answer.statusCode());
        FetchedPage page = FetchedPage.of(
                sample.get(answer.headers().firstValue("Location").orElseThrow()));
        assertEquals("2 files uploaded.", page.text(".toast p"));
        assertEquals(2, page.all("tbody tr").size());
        assertTrue(page.text("tbody").contains("in box/"));
        assertTrue(page.text("tbody").contains("10 B"));
    }

    @Test
    void aRunSaysWhatItDidAndShowsItsFiles() throws Exception {
        sample.upload("a.txt", "a");
        sample.upload("b.txt", "b");
        sample.fails("b.txt", "Took longer than 30 s");
        long run = sample.sweep(3).id();

        FetchedPage page = FetchedPage.of(sample.get("/runs/" + run));
        FetchedPage runs = FetchedPage.of(sample.get("/runs"));

        assertTrue(page.text("h1").startsWith("Sweep 1 classified 1 of 2 files in "));
        assertTrue(page.text("h1").endsWith("; 1 failed and is tried again."));
        assertFalse(page.all(".gantt rect").isEmpty());
        assertEquals(2, page.all("#touched tbody tr").size());
        assertEquals("Nothing is running.", runs.text("h1"));
        assertEquals(1, runs.all("#history tbody tr").size());
    }
}
