package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.regex.Pattern.compile;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads over a bad line: every file arrives exactly once, with its bytes, without a click. */
@InBrowser
class UploadFaultsTest {
    private static final int LARGE = 40_000_000;

    @TempDir
    Path temp;

    private final Chance chance = Chance.of(UploadFaultsTest.class);
    private Server server;
    private BadLine line;
    private Window window;
    private UploadTray tray;

    @BeforeEach
    void open(Browser browser) throws Exception {
        server = Server.start(temp.resolve("data"));
        line = new BadLine(server.port(), chance);
        window = new Window(browser, line.address());
        tray = new UploadTray(window.page());
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        line.close();
        server.close();
    }

    private void arrived(Path folder) throws Exception {
        assertEquals(
                UploadTray.contents(folder),
                UploadTray.contents(server.data().resolve("files").resolve(folder.getFileName())));
    }

    @Test
    void aFolderOverALineThatIsCutAtRandomArrivesOnce() throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), 150, 400);
        tray.chooseFolder(folder);
        for (int n = 0; n < 10; n++) {
            chance.pause(50, 400);
            line.cut();
        }
        assertThat(tray.box()).containsText("150 files uploaded");
        arrived(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "BLACK_HOLE", "HALF_OPEN"})
    void theQueueWaitsOutALineThatIsDeadAndSaysSo(BadLine.Mood mood) throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), 40, 400);
        line.be(mood);
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText(compile("Waiting since .*(reached|silent)"));
        assertThat(tray.box()).not().containsText("Retry all");
        line.be(BadLine.Mood.GOOD);
        assertThat(tray.box()).containsText("40 files uploaded");
        arrived(folder);
    }

    @Test
    void oneConnectionInTenThatIsResetCostsNoFile() throws Exception {
        line.be(BadLine.Mood.RESETS);
        Path folder = UploadTray.folder(temp.resolve("photos"), 80, 400);
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("80 files uploaded");
        arrived(folder);
    }

    @Test
    void aLargeFileGoesOnWhereTheLineWasCut() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("films"));
        UploadTray.random(folder.resolve("film.bin"), LARGE, chance);
        tray.chooseFolder(folder);
        for (int part = 1; part <= 4; part++) {
            long reached = (long) LARGE * part / 5;
            Await.that("a part is sent", () -> line.sent() > reached);
            line.cut();
        }
        assertThat(tray.box()).containsText("1 file uploaded");
        arrived(folder);
        assertEquals(true, line.sent() < 2L * LARGE, "bytes that were sent: " + line.sent());
    }

    @Test
    void aServerThatIsKilledAndStartedAgainLosesNothing() throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), 100, 400);
        UploadTray.random(folder.resolve("film.bin"), LARGE, chance);
        tray.chooseFolder(folder);
        Await.that(
                "some are kept",
                () -> Disk.files(server.data().resolve("files")).size() > 20);
        server.kill();
        server = Server.start(server.data());
        line.leadTo(server.port());
        assertThat(tray.box()).containsText("101 files uploaded");
        arrived(folder);
    }

    @Test
    void aLostAnswerIsNoFailureAndStoresNothingTwice() throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), 60, 400);
        line.loseAnswersAfter(50_000);
        tray.chooseFolder(folder);
        Await.that("answers are lost", () -> line.lost() >= 3);
        line.answer();
        assertThat(tray.box()).containsText("60 files uploaded");
        arrived(folder);
        assertThat(tray.box()).not().containsText("here already");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 507})
    void whatTimeCuresIsWaitedFor(int status) throws Exception {
        var refused = new AtomicInteger();
        window.page().route("**/api/v1/files/by-path/**", route -> {
            if (refused.incrementAndGet() <= 4) {
                route.fulfill(
                        new Route.FulfillOptions().setStatus(status).setBody("{\"detail\": \"The volume is full.\"}"));
            } else {
                route.resume();
            }
        });
        Path folder = UploadTray.folder(temp.resolve("photos"), 3, 10);
        tray.chooseFolder(folder);
        assertThat(tray.box()).containsText("3 files uploaded");
        arrived(folder);
    }

    @Test
    void theNextPageGoesOnWithWhatThisOneBegan() throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), 120, 400);
        tray.chooseFolder(folder);
        Await.that(
                "some are kept",
                () -> Disk.files(server.data().resolve("files")).size() > 10);
        Await.that("the browser has a record of it", this::isSafe);
        window.page().navigate("/runs");
        assertThat(tray.box()).containsText("of 120");
        window.page().reload();
        assertThat(tray.box()).containsText("120 files uploaded");
        arrived(folder);
    }

    // A page that would lose something asks before it goes.
    private boolean isSafe() {
        return (boolean) window.page().evaluate("() => dispatchEvent(new Event('beforeunload', {cancelable: true}))");
    }

    @Test
    void aLargeFileIsAskedForOnceAfterAReloadAndGoesOn() throws Exception {
        Path film = UploadTray.random(temp.resolve("film.bin"), LARGE, chance);
        line.be(BadLine.Mood.SLOW);
        tray.chooseFiles(film);
        Await.that("a part is sent", () -> line.sent() > 600_000);
        assertEquals(false, isSafe(), "the page asks before it is left");
        window.page().onDialog(dialog -> dialog.accept());
        window.page().reload();
        assertThat(tray.box()).containsText("film.bin is to be chosen again");
        line.be(BadLine.Mood.GOOD);
        tray.chooseFiles(film);
        assertThat(tray.box()).containsText("1 file uploaded");
        assertEquals(-1, Files.mismatch(film, server.data().resolve("files/film.bin")));
    }

    @Test
    void aBatchOfAClosedTabGoesOnInAnother() throws Exception {
        Page other = window.page().context().newPage();
        other.navigate("/runs");
        window.page().bringToFront();
        Path folder = UploadTray.folder(temp.resolve("photos"), 120, 400);
        tray.chooseFolder(folder);
        Await.that(
                "some are kept",
                () -> Disk.files(server.data().resolve("files")).size() > 10);
        Await.that("the browser has a record of it", this::isSafe);
        window.page().close();
        assertThat(new UploadTray(other).box()).containsText("120 files uploaded");
        arrived(folder);
    }

    @Test
    void aLargeFileThatArrivedBeforeItsTabKnewIsNotAskedFor() throws Exception {
        Page other = window.page().context().newPage();
        other.navigate("/runs");
        window.page().bringToFront();
        Path film = UploadTray.random(temp.resolve("film.bin"), 20_000_000, chance);
        line.loseAnswersAfter(2_000_000);
        tray.chooseFiles(film);
        Await.that("it is there", () -> Files.exists(server.data().resolve("files/film.bin")));
        Await.that(
                "the browser has a record of it", () -> (boolean) window.page().evaluate(RECORDED));
        window.page().close();
        line.answer();
        assertThat(new UploadTray(other).box()).containsText("1 file uploaded");
        assertEquals(1, Disk.files(server.data().resolve("files")).size());
    }

    private static final String RECORDED = """
            () => new Promise((resolve) => {
              const opening = indexedDB.open("tallyman-uploads");
              opening.onsuccess = () => {
                const counting = opening.result.transaction("item").objectStore("item").count();
                counting.onsuccess = () => {
                  opening.result.close();
                  resolve(counting.result > 0);
                };
              };
            })
            """;
}
