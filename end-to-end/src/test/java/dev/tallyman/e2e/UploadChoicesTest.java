package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tray of uploads asks a person, and what each answer does. */
@InBrowser
class UploadChoicesTest {
    private static final int FILES = 12;

    @TempDir
    Path temp;

    private Server server;
    private Window window;
    private Page page;
    private UploadTray tray;
    private Path folder;

    @BeforeEach
    void open(Browser browser) throws Exception {
        String rules = Tallyman.rules(temp.resolve("rules.yaml"), "uploads: {refuse: [exe], limit: 30MB}\n");
        server = Server.start(temp.resolve("data"), "--rules", rules);
        window = new Window(browser, server.address());
        page = window.page();
        tray = new UploadTray(page);
        folder = UploadTray.folder(temp.resolve("photos"), FILES, 10);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        server.close();
    }

    private List<Path> kept() throws Exception {
        return Disk.files(server.data().resolve("files"));
    }

    private void send(Path what) {
        tray.chooseFolder(what);
        assertThat(tray.box()).containsText(FILES + " files uploaded");
        tray.button("Close the list of uploads").click();
        assertThat(tray.box()).hasCount(0);
    }

    @Test
    void theSameFolderTwiceMakesNoCopyUnlessOneIsAskedFor() throws Exception {
        UploadTray.random(folder.resolve("large.bin"), 9_000_000, Chance.seeded(1));
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("13 files uploaded");
        tray.button("Close the list of uploads").click();

        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("13 are here already");
        assertEquals(13, kept().size());

        tray.button("Keep both").click();
        assertThat(tray.box()).containsText("13 files uploaded");
        assertEquals(26, kept().size());
    }

    @Test
    void aNameThatIsTakenByOtherContentsIsAskedAboutOnceAndReplacedUndoably() throws Exception {
        send(folder);
        for (String name : List.of("00/file-0000.txt", "01/file-0001.txt")) {
            Files.writeString(folder.resolve(name), "changed " + name);
        }

        tray.chooseFolder(folder);

        assertThat(tray.box()).containsText("10 are here already");
        assertThat(tray.box()).containsText("2 names are taken");
        tray.box().locator(".ask.need .acts").getByText("Replace").click();
        assertThat(tray.box()).containsText("2 files uploaded");
        assertEquals(
                UploadTray.contents(folder), UploadTray.contents(server.data().resolve("files/photos")));
        assertEquals(2, Shell.count(server.data(), "state = 'trashed'"));
    }

    @Test
    void whatTheServerCannotTakeIsSaidOncePerReason() throws Exception {
        for (int n = 0; n < 5; n++) {
            Files.writeString(folder.resolve("setup-" + n + ".exe"), "MZ " + n);
        }
        UploadTray.random(folder.resolve("film.bin"), 31_000_000, Chance.seeded(1));

        tray.chooseFolder(folder);

        assertThat(page.locator(".tray .ask")).hasCount(2);
        assertThat(tray.box()).containsText("5 files: The rules refuse “exe”.");
        assertThat(tray.box()).containsText("film.bin: Files of up to 30 MB are taken in.");
        assertThat(tray.box()).containsText("6 files need you");
        assertThat(tray.box()).containsText("12 uploaded");
        page.locator(".tray .ask").first().getByText("Retry all").click();
        assertThat(page.locator(".tray .ask")).hasCount(2);
        // Those that were sent once more are refused again when they are, and the line of the others moves up.
        Await.that("nothing is asked any more", () -> {
            page.evaluate("() => document.querySelector('.tray .ask .acts button:last-child')?.click()");
            return tray.box().textContent().contains("6 skipped");
        });
        assertThat(page.locator(".tray .ask")).hasCount(0);
        assertThat(tray.box()).containsText("6 skipped");
        assertEquals(FILES, kept().size());
    }

    @Test
    void theSameFolderInTwoTabsArrivesOnce() throws Exception {
        UploadTray.random(folder.resolve("large.bin"), 20_000_000, Chance.seeded(1));
        Page other = page.context().newPage();
        other.navigate("/");
        var second = new UploadTray(other);
        // Only the tab in front hands out a folder.
        page.bringToFront();
        tray.chooseFolder(folder);
        other.bringToFront();
        second.chooseFolder(folder);
        assertThat(tray.box()).not().containsText("Uploading");
        assertThat(second.box()).not().containsText("Uploading");
        assertEquals(
                UploadTray.contents(folder), UploadTray.contents(server.data().resolve("files/photos")));
    }

    @Test
    void aBrowserThatKeepsNothingUploadsAndSaysThatItCannotGoOn() throws Exception {
        page.addInitScript("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };");
        page.navigate("/");
        page.route("**/api/v1/files/known", route -> {
            assertThat(tray.box().getByText("stay on this page")).isVisible();
            route.resume();
        });
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("12 files uploaded");
        assertEquals(FILES, kept().size());
    }

    @Test
    void showOpensExactlyTheBatch() throws Exception {
        server.upload("other.txt", "other");
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("12 files uploaded");

        tray.button("Show what was uploaded").click();

        page.waitForURL("**/?batch=photos**");
        assertThat(page.locator("tr[data-id]")).hasCount(FILES);
        assertThat(page.locator("#list-title")).containsText("12 files");
    }

    @Test
    void pausedNothingIsSentUntilItGoesOn() throws Exception {
        page.route("**/api/v1/files/known", route -> {
            tray.button("Pause").click();
            route.resume();
        });
        page.navigate("/runs");
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("0 of 12 uploaded, 0 B · paused");
        assertEquals(0, kept().size());
        page.unrouteAll();
        tray.button("Go on").click();
        assertThat(tray.box()).containsText("12 files uploaded");
    }

    @Test
    void theFilesOwnDateTravels() throws Exception {
        Path file = folder.resolve("00/file-0000.txt");
        var date = java.nio.file.attribute.FileTime.fromMillis(1_400_000_000_000L);
        Files.setLastModifiedTime(file, date);
        send(folder);
        assertEquals(date, Files.getLastModifiedTime(server.data().resolve("files/photos/00/file-0000.txt")));
    }

    @Test
    void aPastedFileIsTakenIn() throws Exception {
        page.evaluate("""
                () => {
                  const data = new DataTransfer();
                  data.items.add(new File(["pasted"], "pasted.txt"));
                  dispatchEvent(new ClipboardEvent("paste", {clipboardData: data}));
                }
                """);
        assertThat(tray.box()).containsText("1 file uploaded");
        assertEquals("pasted", Files.readString(server.data().resolve("files/pasted.txt"), UTF_8));
    }

    @Test
    void axeFindsNothingInTheTrayAndAPhoneShowsAllOfIt() throws Exception {
        Files.writeString(folder.resolve("setup.exe"), "MZ");
        sendWithRefused();
        var found = new ArrayList<String>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {1440, 360}) {
                page.setViewportSize(width, 740);
                for (var rule : Axe.of(page).analyze().getViolations()) {
                    rule.getNodes().forEach(node -> found.add(rule.getId() + ": " + node.getHtml()));
                }
                Object out = page.evaluate(
                        "() => document.querySelector('.tray').getBoundingClientRect().right > innerWidth");
                assertEquals(false, out, "it sticks out at " + width);
            }
        }
        assertEquals(List.of(), found);
    }

    private void sendWithRefused() {
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("1 file needs you");
        assertThat(tray.box()).containsText("refuse");
    }

    @Test
    void theTrayLeavesTheStatesFree() throws Exception {
        server.upload("other.txt", "other");
        page.navigate("/");
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("12 files uploaded");
        for (int width : new int[] {1920, 1440, 1100, 950}) {
            page.setViewportSize(width, 740);
            Object over = page.evaluate("""
                    () => {
                      const tray = document.querySelector(".tray").getBoundingClientRect();
                      const state = document.querySelector("tr[data-id] .c-state").getBoundingClientRect();
                      return tray.right - state.left;
                    }
                    """);
            assertEquals(true, ((Number) over).doubleValue() <= 0, "at " + width + " px it covers " + over);
        }
    }
}
