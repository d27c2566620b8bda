package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a page uploads over a bad line, in full: 1,500 files and a large one, cut 100 times each at
 * moments that nobody chose, and every other kind of bad line; only {@code bench/soak} starts it.
 */
@ExtendWith(Chromium.class)
class SoakProxy {
    private static final int CUTS = Integer.getInteger("tallyman.soak.cuts", 100);
    private static final int FILES = 15 * CUTS;
    private static final long LARGE = 20_000_000L * CUTS;
    private static final double PATIENCE = Duration.ofMinutes(20).toMillis();

    @TempDir
    Path temp;

    private final Chance chance = Chance.of(SoakProxy.class);
    private Server server;
    private BadLine line;
    private Window window;
    private UploadTray tray;
    private long began;

    @BeforeEach
    void open(Browser browser) throws Exception {
        server = Server.start(temp.resolve("data"));
        line = new BadLine(server.port(), chance);
        window = new Window(browser, line.address());
        tray = new UploadTray(window.page());
        began = System.nanoTime();
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        line.close();
        server.close();
    }

    private void arrived(String what, Path folder, String words) throws Exception {
        assertThat(tray.box()).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
        assertEquals(
                UploadTray.contents(folder),
                UploadTray.contents(server.data().resolve("files").resolve(folder.getFileName())));
        System.out.printf(
                "%s: every file once, with its bytes, after %d s; the browser sent %.1f MB%n",
                what, Duration.ofNanos(System.nanoTime() - began).toSeconds(), line.sent() / 1e6);
    }

    @Test
    void aFolderThatIsCutAHundredTimes() throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), FILES, 2000);
        tray.chooseFolder(folder);
        for (int n = 0; n < CUTS; n++) {
            chance.pause(50, 600);
            line.cut();
        }
        arrived("%,d files, cut %d times".formatted(FILES, CUTS), folder, "%,d files uploaded".formatted(FILES));
    }

    @Test
    void aLargeFileThatIsCutAHundredTimes() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("films"));
        UploadTray.random(folder.resolve("film.bin"), LARGE, chance);
        tray.chooseFolder(folder);
        for (int n = 1; n <= CUTS; n++) {
            long reached = LARGE * n / (CUTS + 1);
            Await.that("a part is sent", () -> line.sent() > reached);
            line.cut();
        }
        arrived("a file of %d MB, cut %d times".formatted(LARGE / 1_000_000, CUTS), folder, "1 file uploaded");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GOOD", "SLOW"})
    void aFolderOverALineThatIsBadNowAndThen(BadLine.Mood mood) throws Exception {
        Path folder = UploadTray.folder(temp.resolve("photos"), FILES, 2000);
        tray.chooseFolder(folder);
        for (int n = 0; n < CUTS / 20 + 1; n++) {
            chance.pause(500, 1500);
            line.be(mood);
            chance.pause(500, 25_000);
            line.be(BadLine.Mood.GOOD);
        }
        arrived("%,d files, now and then %s".formatted(FILES, mood), folder, "%,d files uploaded".formatted(FILES));
    }

    @Test
    void aFolderOverASlowLine() throws Exception {
        line.be(BadLine.Mood.SLOW);
        Path folder = UploadTray.folder(temp.resolve("photos"), FILES / 5, 2000);
        tray.chooseFolder(folder);
        arrived("%,d files at 50 KB a second".formatted(FILES / 5), folder, "%,d files uploaded".formatted(FILES / 5));
    }
}
