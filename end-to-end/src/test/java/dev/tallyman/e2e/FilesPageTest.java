package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.compile;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Files page by hand: its keys, and what moves in it without a reload. */
@InBrowser
class FilesPageTest {
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
    void everythingCanBeDoneFromTheKeyboard() throws Exception {
        for (int n = 1; n <= 3; n++) {
            visit.server().upload("file-" + n + ".txt", "file " + n);
        }
        visit.server().settle();
        page.navigate("/");
        var keyboard = page.keyboard();

        keyboard.press("j");
        keyboard.press("j");
        keyboard.press("k");
        String first = page.locator("tr:has(:focus)").getAttribute("data-id");
        keyboard.press("Enter");
        page.waitForURL("**/files/" + first + "**");
        page.goBack();

        keyboard.press("/");
        keyboard.type("file-2");
        assertThat(page.locator("tr[data-id]")).hasCount(1);
        keyboard.press("Escape");
        keyboard.press("j");
        keyboard.press("x");
        assertThat(page.locator("#picked")).containsText("1 selected");
        keyboard.press("#");
        assertThat(page.locator("tr[data-id]")).hasCount(0);
        Await.that("it is in the trash", () -> Shell.count(visit.server().data(), "state = 'trashed'") == 1);

        keyboard.press("?");
        assertThat(page.locator("dialog#help")).isVisible();
        keyboard.press("Escape");
        keyboard.press("u");
        assertThat(visit.button("Choose files")).isFocused();
        keyboard.press("Escape");
        assertThat(visit.button("Choose files")).not().isVisible();
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void fromAFileTheKeysGoToItsNeighboursInTheList() throws Exception {
        for (int n = 1; n <= 3; n++) {
            visit.server().upload("file-" + n + ".txt", "file " + n);
        }
        page.navigate("/?sort=name");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(visit.heading()).containsText("file-1.txt");

        // A page shows its heading before its scripts hear the keys.
        page.waitForLoadState();
        page.keyboard().press("j");
        assertThat(visit.heading()).containsText("file-2.txt");
        page.waitForLoadState();
        page.keyboard().press("j");
        assertThat(visit.heading()).containsText("file-3.txt");
        page.waitForLoadState();
        page.keyboard().press("j");
        page.keyboard().press("k");
        assertThat(visit.heading()).containsText("file-2.txt");
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void anUploadThatCannotBeTakenInNowComesAgainByItself() throws Exception {
        page.navigate("/");
        Path index = visit.server().data().resolve("index/tallyman.db");
        Path aside = Files.move(index, temp.resolve("aside"));
        page.onResponse(answer -> putBack(answer, aside, index));

        page.locator("#file-input").setInputFiles(Files.writeString(temp.resolve("again.txt"), "again"));

        assertThat(page.locator(".tray header")).containsText("1 file uploaded");
        assertEquals("again", Files.readString(visit.server().data().resolve("files/again.txt")));
    }

    // As soon as an upload, or the question whether it is here already, was refused.
    private static void putBack(Response answer, Path aside, Path index) {
        try {
            boolean asked =
                    answer.url().endsWith("/known") || answer.request().method().equals("PUT");
            if (asked && answer.status() == 503 && Files.exists(aside)) {
                Files.move(aside, index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsSelectedIsDownloadedAsOneZip() throws Exception {
        visit.server().upload("folder/a.txt", "first");
        visit.server().upload("not-utf8-%FF.txt", "second");
        visit.server().upload("other.txt", "not selected");
        page.navigate("/?sort=name");
        visit.row("a.txt").getByRole(AriaRole.CHECKBOX).check();
        visit.row("not-utf8").getByRole(AriaRole.CHECKBOX).check();

        var download = page.waitForDownload(() -> visit.button("Download").click());

        assertEquals("tallyman-2-files.zip", download.suggestedFilename());
        try (var zip = new ZipFile(download.path().toFile())) {
            assertEquals(
                    List.of("folder/a.txt", "not-utf8-%FF.txt"),
                    zip.stream().map(ZipEntry::getName).sorted().toList());
            assertEquals(
                    "first",
                    new String(zip.getInputStream(zip.getEntry("folder/a.txt")).readAllBytes(), UTF_8));
        }
        assertThat(page.locator("#picked")).containsText("2 selected");
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void aRowSaysHowMuchOfALargeFileIsRead() throws Exception {
        visit.server().upload("small.txt", "small");
        visit.server().settle();
        page.navigate("/");
        Disk.sparse(visit.server().data().resolve("files/large.bin"), Disk.LONG);

        visit.button("Process now").click();
        Await.that("it is being read", () -> Shell.count(visit.server().data(), "state = 'claimed'") == 1);
        page.navigate("/");

        assertThat(visit.state("large.bin")).containsText(compile("Being read, .*%"));
        String first = visit.state("large.bin").textContent();
        assertThat(visit.state("large.bin")).not().hasText(first);
        page.navigate(visit.row("large.bin").locator("a.name").getAttribute("href"));
        assertThat(page.locator("#says")).containsText(compile("Being read, .*%"));
        page.navigate("/runs");
        // A report may have begun after it.
        page.locator("#history tr:has-text('Sweep'):has-text('Running') a.name").click();
        assertThat(page.locator("tr:has-text('large.bin')")).containsText("so far");
    }

    @Test
    void theFirstFilesTakeThePlaceOfTheFirstSteps() throws Exception {
        page.navigate("/");
        assertThat(page.getByText("Begin with a few files")).isVisible();

        visit.server().upload("first.txt", "first");

        assertThat(visit.state("first.txt")).containsText("Classified");
        assertThat(page.getByText("Begin with a few files")).hasCount(0);
        visit.server().upload("second.txt", "second");
        assertThat(page.locator("#news")).containsText("1 new");
        page.locator("#news").getByRole(AriaRole.LINK).click();
        assertThat(visit.row("second.txt")).hasCount(1);
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void whatThisPageUploadedShowsByItself() throws Exception {
        visit.server().upload("here.txt", "here");
        visit.server().settle();
        page.navigate("/");

        choose(Sample.letter(temp.resolve("letter.txt")));

        assertThat(visit.state("letter.txt")).containsText("Classified");
        assertEquals(List.of(), visit.complaints());
    }

    @Test
    void anUploadMovesNoRowsUnderASelection() throws Exception {
        visit.server().upload("here.txt", "here");
        visit.server().settle();
        page.navigate("/");
        visit.row("here.txt").getByRole(AriaRole.CHECKBOX).check();

        choose(Sample.letter(temp.resolve("letter.txt")));

        assertThat(page.locator("#news")).containsText("1 new");
        assertThat(visit.row("letter.txt")).hasCount(0);
        assertThat(page.locator("#picked")).containsText("1 selected");
    }

    private void choose(Path file) {
        visit.link("Upload").click();
        page.waitForFileChooser(() -> visit.button("Choose files").click()).setFiles(file);
        assertThat(page.locator(".tray")).containsText(compile("(?<!of )1 uploaded"));
    }

    @Test
    void whatOthersDoAppearsWithoutAReload() throws Exception {
        visit.server().upload("here.txt", "here");
        visit.server().settle();
        page.navigate("/");
        assertThat(visit.heading()).containsText("1 file");

        visit.server().upload("there.txt", "there");

        assertThat(page.locator("#news")).containsText("1 new");
        assertThat(visit.row("there.txt")).hasCount(0);
        page.locator("#news")
                .getByRole(AriaRole.LINK)
                .or(page.locator("#news").getByRole(AriaRole.BUTTON))
                .first()
                .click();
        assertThat(visit.state("there.txt")).containsText("Classified");
        assertThat(visit.heading()).containsText("2 files");
    }
}
