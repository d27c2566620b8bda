package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.regex.Pattern.compile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selecting more than a page shows, and what is done to all of it as one thing. */
@InBrowser
class SelectionTest {
    private static final int MANY = 230;

    private static Server server;

    private Window visit;
    private Page page;

    @BeforeAll
    static void fill(@TempDir Path temp) throws Exception {
        server = Server.start(temp.resolve("data"));
        Path files = server.data().resolve("files");
        for (int n = 0; n < MANY; n++) {
            Files.writeString(files.resolve("scan-%03d.txt".formatted(n)), "scan " + n);
        }
        server.upload("other/letter.txt", "other");
        server.sweep();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    // What is selected is the browser's, in a window of each test's own.
    @BeforeEach
    void open(Browser browser) {
        visit = new Window(browser, server.address());
        page = visit.page();
    }

    // Each test leaves the files as it found them: the last words of most are that Undo brings them back.
    @AfterEach
    void close() throws Exception {
        visit.close();
        Await.that("all is as it was", () -> count("state = 'classified' AND path LIKE 'scan-%'") == MANY);
    }

    private long count(String where) throws Exception {
        return Shell.count(server.data(), where);
    }

    private void selectAllThatMatch() {
        page.locator("#pick-all").check();
        assertThat(page.locator("#picked")).containsText("100 selected");
        visit.button("Select all 230 that match").click();
        assertThat(page.locator("#picked")).containsText("All 230 selected");
    }

    @Test
    void allThatMatchGoToTheTrashAsOneThingAndComeBackAsOne() throws Exception {
        page.navigate("/?q=scan&sort=name");
        selectAllThatMatch();

        visit.button("Move to trash").click();

        assertThat(page.locator(".toast")).containsText("230 files moved to the trash.");
        assertEquals(MANY, count("state = 'trashed'"));
        assertThat(page.locator("tr[data-id]")).hasCount(0);
        visit.button("Undo").click();
        assertThat(page.locator(".toast")).containsText("230 files back.");
        assertEquals(0, count("state = 'trashed'"));
        assertThat(page.locator("tr[data-id]")).hasCount(100);
        assertThat(page.locator("#picked")).not().isVisible();
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void aSelectionSurvivesPagingAndAfterwardsTheListIsFullAndThePlaceInItStays() throws Exception {
        page.navigate("/?q=scan&sort=name");
        visit.row("scan-004").getByRole(AriaRole.CHECKBOX).check();
        page.locator("a[rel=next]").click();
        visit.row("scan-150").getByRole(AriaRole.CHECKBOX).check();
        assertThat(page.locator("#picked")).containsText(compile("2 selected, .*, 1 on other pages"));
        page.locator("a[rel=prev]").click();
        assertThat(visit.row("scan-004").getByRole(AriaRole.CHECKBOX)).isChecked();
        page.reload();
        assertThat(page.locator("#picked")).containsText("2 selected");

        visit.row("scan-004").locator("a.name").focus();
        page.keyboard().press("#");

        assertThat(page.locator(".toast")).containsText("2 files moved to the trash.");
        assertEquals(2, count("state = 'trashed' AND path IN ('scan-004.txt', 'scan-150.txt')"));
        // The row that was the next page's first fills the list up.
        assertThat(visit.row("scan-100")).hasCount(1);
        assertThat(page.locator("tr[data-id]")).hasCount(100);
        assertThat(visit.row("scan-005").locator("a.name")).isFocused();
        visit.button("Undo").click();
        assertThat(page.locator(".toast")).containsText("2 files back.");
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void pagingBackAndForwardKeepThePlaceAndTheFocus() {
        page.navigate("/?q=scan&sort=name");
        visit.row("scan-004").locator("a.name").focus();
        page.keyboard().press("Enter");
        assertThat(visit.heading()).containsText("scan-004.txt");
        page.goBack();
        assertThat(visit.row("scan-004").locator("a.name")).isFocused();

        page.locator("a[rel=next]").focus();
        page.keyboard().press("Enter");
        assertThat(visit.row("scan-100")).hasCount(1);
        // The same link, where the first page had none of those before it.
        assertThat(page.locator("a[rel=next]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(visit.row("scan-200")).hasCount(1);
        assertThat(visit.row("scan-200").locator("a.name")).isFocused();

        page.goBack();
        assertThat(visit.row("scan-100")).hasCount(1);
        assertThat(page.locator("a[rel=next]")).isFocused();
        page.goForward();
        assertThat(visit.row("scan-200").locator("a.name")).isFocused();
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void allThatMatchMoveToAFolderAndBack() throws Exception {
        page.navigate("/?q=scan&sort=name");
        selectAllThatMatch();
        page.locator("#picked summary").click();
        visit.button("Move to…").click();
        page.getByLabel("Folder, nothing for the top").fill("archive/2025");
        page.locator("#move").getByRole(AriaRole.BUTTON).first().click();

        assertThat(page.locator(".toast")).containsText("230 files moved.");
        assertEquals(MANY, count("path LIKE 'archive/2025/scan-%' AND state = 'classified'"));
        assertTrue(Files.exists(server.data().resolve("files/archive/2025/scan-229.txt")));
        visit.button("Undo").click();
        assertThat(page.locator(".toast")).containsText("230 files moved.");
        Await.that("they are back", () -> count("path LIKE 'scan-%'") == MANY);
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void allThatMatchAreOneZip() throws Exception {
        page.navigate("/?q=scan&sort=name");
        selectAllThatMatch();
        var download = page.waitForDownload(() -> visit.button("Download").click());
        assertEquals("tallyman-230-files.zip", download.suggestedFilename());
        try (var zip = new ZipFile(download.path().toFile())) {
            assertEquals(MANY, zip.size());
        }
    }
}
