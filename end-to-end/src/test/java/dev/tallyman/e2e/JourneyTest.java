package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.compile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's way through the whole of it, in a real browser, on an intake of their own. */
@InBrowser
class JourneyTest {
    @TempDir
    Path temp;

    private Visit visit;
    private Page page;

    @BeforeEach
    void open(Browser browser) throws Exception {
        visit = new Visit(browser, temp.resolve("data"));
        page = visit.page();
    }

    @AfterEach
    void close() throws Exception {
        visit.close();
    }

    @Test
    void fromTheFileChooserToTheDashboardToTheTrashAndBack() throws Exception {
        assertThat(visit.heading()).hasText(compile("no files|empty", java.util.regex.Pattern.CASE_INSENSITIVE));

        chooseFiles(Sample.picture(temp.resolve("dot.png")), Sample.letter(temp.resolve("letter.txt")));
        visit.button("Show what was uploaded").click();
        assertThat(visit.state("dot.png")).containsText("Classified");
        assertThat(visit.state("letter.txt")).containsText("Classified");
        assertThat(visit.heading()).containsText("2 files");
        assertEquals(2, Json.number(visit.server().summary(), "processed"));

        report();
        page.navigate("/");
        deleteAndUndo();
        trashAndRestore();
        runsAndTheirLogs();

        assertEquals(List.of(), visit.complaints());
    }

    private void chooseFiles(Path... files) {
        visit.link("Upload").click();
        page.waitForFileChooser(() -> visit.button("Choose files").click()).setFiles(files);
        assertThat(page.locator(".tray")).containsText(compile("(?<!of )" + files.length + " uploaded"));
    }

    private void report() {
        page.navigate("/runs");
        visit.button("Report now").click();
        page.navigate("/runs");
        assertThat(visit.run("Report 1")).containsText(compile("done", CASE_INSENSITIVE));
        visit.pages("Report").click();
        page.waitForURL("**/reports/latest/**");
        assertThat(visit.heading()).containsText("2 files");
        assertThat(page.locator("main")).containsText("letter.txt");
    }

    private void deleteAndUndo() throws Exception {
        Path onDisk = visit.server().data().resolve("files/letter.txt");
        visit.row("letter.txt").getByRole(AriaRole.CHECKBOX).check();
        visit.button("Move to trash").click();
        assertThat(visit.row("letter.txt")).hasCount(0);
        Await.that("the file is gone", () -> !Files.exists(onDisk));
        visit.button("Undo").click();
        assertThat(visit.row("letter.txt")).hasCount(1);
        assertTrue(Files.exists(onDisk));
    }

    private void trashAndRestore() throws Exception {
        Path onDisk = visit.server().data().resolve("files/dot.png");
        visit.row("dot.png").getByRole(AriaRole.CHECKBOX).check();
        visit.button("Move to trash").click();
        assertThat(visit.row("dot.png")).hasCount(0);
        visit.pages("Trash").click();
        assertThat(visit.heading()).containsText("1 file");
        assertTrue(Files.notExists(onDisk));
        visit.button("Restore dot.png").click();
        assertThat(visit.button("Restore dot.png")).hasCount(0);
        assertTrue(Files.exists(onDisk));
        visit.pages("Files").click();
        assertThat(visit.row("dot.png")).hasCount(1);
    }

    private void runsAndTheirLogs() throws Exception {
        Path slow = Disk.sparse(visit.server().data().resolve("files/slow.bin"), Disk.LONG);
        visit.button("Process now").click();
        Await.that("it is claimed", () -> Shell.count(visit.server().data(), "state = 'claimed'") == 1);
        page.navigate("/runs");
        // A report of what was uploaded may run beside it.
        page.locator("#history tr", new Page.LocatorOptions().setHasText("running"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(compile("^Sweep")))
                .click();
        page.waitForURL("**/runs/*");
        assertThat(page.getByRole(AriaRole.LOG)).containsText(compile("\\w"));
        assertThat(page.locator(".gantt g:has(> .rest) title")).containsText("slow.bin");
        visit.button("Stop").click();
        assertThat(page.locator("#lead")).containsText(compile("cancelled|stopped", CASE_INSENSITIVE));
        Files.delete(slow);
        assertThat(page.getByRole(AriaRole.LOG)).containsText(compile("\\w"));
    }

    @Test
    void aDroppedFolderKeepsItsShape() throws Exception {
        drop(Sample.folder(temp.resolve("holiday")));

        assertThat(page.locator(".tray")).containsText(compile("(?<!of )3 uploaded"));
        visit.server().settle();

        assertEquals(
                List.of("holiday/letter.txt", "holiday/papers/one page.pdf", "holiday/pictures/dot.png"),
                Shell.query(visit.server().data(), "SELECT path FROM v_file ORDER BY path"));
        assertEquals(3, Shell.count(visit.server().data(), "state = 'classified'"));
        assertEquals(List.of(), visit.complaints());
    }

    // What the browser does when a person drops something from their desktop.
    private void drop(Path folder) {
        var files = new JsonArray();
        files.add(folder.toString());
        var data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", files);
        data.addProperty("dragOperationsMask", 1);
        var devtools = page.context().newCDPSession(page);
        for (var type : List.of("dragEnter", "dragOver", "drop")) {
            var event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", 300);
            event.addProperty("y", 300);
            event.add("data", data);
            devtools.send("Input.dispatchDragEvent", event);
            if (type.equals("dragEnter")) {
                assertThat(page.locator("#drop")).isVisible();
            }
        }
    }
}
