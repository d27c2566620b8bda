package dev.tallyman.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures in {@code docs/}; only {@code task screenshots} starts it. */
@ExtendWith(Chromium.class)
class Screenshots {
    private static final Path DOCS = Tallyman.ROOT.resolve("docs/screenshots");
    private static final Set<String> README = Set.of("files-light.png", "report-light.png");

    private record Look(String name, int width, int height, ColorScheme scheme, boolean whole) {}

    private static final List<Look> LOOKS = List.of(
            new Look("light", 1440, 900, ColorScheme.LIGHT, false),
            new Look("dark", 1440, 900, ColorScheme.DARK, false),
            new Look("360", 360, 740, ColorScheme.LIGHT, true));

    @Test
    void everyPageInEveryLook(@TempDir Path temp, Browser browser) throws Exception {
        Files.createDirectories(DOCS);
        try (var gallery = Gallery.open(temp.resolve("intake"))) {
            for (var look : LOOKS) {
                var options = new Browser.NewContextOptions()
                        .setBaseURL(gallery.server().address())
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.scheme());
                try (BrowserContext context = browser.newContext(options)) {
                    for (var stop : gallery.stops()) {
                        take(context.newPage(), stop, look);
                    }
                }
            }
        }
    }

    private static void take(Page page, Gallery.Stop stop, Look look) throws Exception {
        page.navigate(stop.path());
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        String picture = stop.name() + "-" + look.name() + ".png";
        Path file = README.contains(picture) ? DOCS.resolveSibling(picture) : DOCS.resolve(picture);
        var options = new Page.ScreenshotOptions().setPath(file);
        if (look.whole()) {
            var height = (Number) page.evaluate("() => document.documentElement.scrollHeight");
            page.setViewportSize(look.width(), Math.min(2400, height.intValue()));
        }
        page.screenshot(options);
        page.close();
    }
}
