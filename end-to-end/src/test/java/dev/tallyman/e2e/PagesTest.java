package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page, for everybody: in light and dark, on a phone, without JavaScript. */
@InBrowser
@Order(1) // the longest
class PagesTest {
    // What sticks out, where the page as a whole does.
    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] :
              [...document.querySelectorAll("main *")]
                .filter((node) => node.getBoundingClientRect().right > innerWidth)
                .map((node) => node.outerHTML.slice(0, 200)).slice(0, 8)
            """;

    private static final String CONTROLS = """
            () => [...document.querySelectorAll("button, input, select, nav")]
              .filter((node) => node.checkVisibility() && node.getClientRects().length)
              .map((node) => node.outerHTML.slice(0, 200)).slice(0, 8)
            """;

    private static Gallery gallery;
    private static Browser browser;

    @BeforeAll
    static void open(@TempDir Path temp, Browser chromium) throws Exception {
        browser = chromium;
        String rules = Tallyman.rules(temp.resolve("rules.yaml"), "hold: [bomb]\n");
        gallery = Gallery.open(temp.resolve("data"), "--rules", rules);
        for (int n = 1; n <= 60; n++) {
            String name = (n <= 56 ? Axe.FILLER : "note ") + n; // the newest come first in a list
            gallery.server().upload("more/" + name.replace(" ", "%20") + ".txt", name);
        }
        gallery.server().settle();
    }

    @AfterAll
    static void close() throws Exception {
        gallery.close();
    }

    private static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setBaseURL(gallery.server().address());
    }

    @Test
    void axeFindsNothingOnAnyPage() {
        try (BrowserContext context = browser.newContext(options())) {
            Page page = context.newPage();
            List<String> found = new ArrayList<>();
            for (var stop : gallery.stops()) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                page.navigate(stop.path());
                found.addAll(Axe.trouble(stop, Axe.of(page)));
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                found.addAll(Axe.trouble("dark, " + stop, colours(page)));
            }
            assertEquals(List.of(), found);
            page.evaluate("""
                    () => {
                      const dim = document.querySelector("main").appendChild(document.createElement("p"));
                      dim.style.cssText = "color: #111; background: #000";
                      dim.append("dim words", document.createElement("img"));
                    }
                    """);
            assertFalse(Axe.trouble("dim", colours(page)).isEmpty(), "axe sees colours in the dark");
            assertTrue(Axe.trouble("img", Axe.of(page)).toString().contains("image-alt"), "axe is awake");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 320})
    void noPageIsWiderThanAPhoneOrAtFourTimesTheSizeOrComplains(int width) throws Exception {
        // 1280 by 1024 at 400 %, as people with weak eyes read
        try (BrowserContext context = browser.newContext(options().setViewportSize(width, width == 320 ? 256 : 740))) {
            Page page = context.newPage();
            var wrong = new ArrayList<String>();
            page.onPageError(wrong::add);
            List<String> paths = new ArrayList<>(List.of("/rules", "/about"));
            gallery.stops().forEach(stop -> paths.add(stop.path()));
            try (var lists = Files.list(gallery.server().data().resolve("reports/latest/lists"))) {
                // those of formats are alike
                lists.map(list -> list.getFileName().toString())
                        .filter(list -> width == 320 && !list.matches("format-([2-9]|\\d\\d+)\\.html"))
                        .forEach(list -> paths.add("/reports/latest/lists/" + list));
            }
            for (String path : paths) {
                page.navigate(path);
                for (Object element : (List<?>) page.evaluate(TOO_WIDE)) {
                    wrong.add(path + ": " + element);
                }
            }
            assertEquals(List.of(), wrong);
        }
    }

    static List<PageState> states() {
        return PageState.all();
    }

    @ParameterizedTest
    @MethodSource("states")
    void axeFindsNothingInAnyStateOfAPage(PageState state) {
        try (BrowserContext context = browser.newContext(options().setViewportSize(1440, 900))) {
            Page page = context.newPage();
            state.reach(page);
            List<String> found = new ArrayList<>(Axe.trouble(state, Axe.of(page)));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            found.addAll(Axe.trouble(state, colours(page)));
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            Axe.trouble(state, colours(page)).forEach(each -> found.add("forced colours, " + each));
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
            for (int width : new int[] {768, 360, 320}) {
                page.setViewportSize(width, 740);
                for (Object element : (List<?>) page.evaluate(TOO_WIDE)) {
                    found.add(width + " pixels: " + element);
                }
            }
            found.addAll(Axe.trouble(state, Axe.of(page)));
            assertEquals(List.of(), found);
        }
    }

    // What else axe looks at does not change with the colours.
    private static AxeBuilder colours(Page page) {
        return Axe.of(page).withRules(List.of("color-contrast"));
    }

    @Test
    void onPaperNothingIsCutOffAndNothingAsksToBePressed() {
        // A4 less a centimetre on both sides, at 96 pixels an inch
        try (BrowserContext context = browser.newContext(options().setViewportSize(718, 1047))) {
            Page page = context.newPage();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            var wrong = new ArrayList<String>();
            for (var stop : gallery.stops()) {
                page.navigate(stop.path());
                for (Object element : (List<?>) page.evaluate(TOO_WIDE)) {
                    wrong.add(stop + ": " + element);
                }
                for (Object element : (List<?>) page.evaluate(CONTROLS)) {
                    wrong.add(stop + ": " + element);
                }
            }
            assertEquals(List.of(), wrong);
        }
    }

    @Test
    void aPhoneReachesWhatCanBeDoneInTheTrash() {
        try (BrowserContext context = browser.newContext(options().setViewportSize(360, 740))) {
            Page page = context.newPage();
            page.navigate("/trash");
            for (String name : List.of("Restore offer 1.txt", "Purge offer 1.txt")) {
                page.getByLabel(name).click(new Locator.ClickOptions().setTrial(true));
            }
        }
    }

    @Test
    void theBasicsNeedNoJavaScript(@TempDir Path temp) throws Exception {
        Server server = gallery.server();
        try (BrowserContext context = browser.newContext(options().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate("/");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Upload"))
                    .first()
                    .click();
            page.locator("input[type=file]").first().setInputFiles(Sample.letter(temp.resolve("plain.txt")));
            page.locator("#drop button.plainform").click();
            Await.that("it is kept", () -> Files.exists(server.data().resolve("files/plain.txt")));
            server.settle();

            page.navigate("/?q=plain.txt");
            page.locator("tr[data-id] a.name").first().click();
            assertThat(page.locator("h1")).containsText("plain.txt");
            assertThat(page.locator("#says")).containsText("Classified");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to trash"))
                    .click();
            Await.that("it is gone", () -> Files.notExists(server.data().resolve("files/plain.txt")));
            page.navigate("/trash");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restore plain.txt"))
                    .click();
            Await.that("it is back", () -> Files.exists(server.data().resolve("files/plain.txt")));

            Files.writeString(server.data().resolve("files/copied in.txt"), "copied in");
            page.navigate("/");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Process now"))
                    .click();
            Await.that(
                    "it is found and classified",
                    () -> Shell.count(server.data(), "path = 'copied in.txt' AND state = 'classified'") == 1);
            page.navigate("/?q=copied");
            assertThat(page.locator("tr[data-id]")).hasCount(1);
        }
    }

    @Test
    void theReportNeedsNoServer() throws Exception {
        Path report = gallery.server().data().resolve("reports/latest").toRealPath();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            var asked = new ArrayList<String>();
            page.onRequest(request -> asked.add(request.url()));
            var failed = new ArrayList<String>();
            page.onRequestFailed(request -> failed.add(request.url()));

            page.navigate(report.resolve("index.html").toUri().toString());

            assertThat(page.locator("h1")).containsText("files");
            assertTrue(
                    asked.stream().allMatch(url -> url.startsWith("file:") || url.startsWith("data:")),
                    asked::toString);
            assertEquals(List.of(), failed);
            for (Object href : (List<?>) page.locator("a[href]").evaluateAll("links => links.map(a => a.href)")) {
                String url = href.toString();
                if (url.startsWith("file:")) {
                    assertTrue(Files.exists(Path.of(java.net.URI.create(url.replaceAll("[#?].*", "")))), url);
                }
            }
        }
    }
}
