package dev.tallyman.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who sign in at a real issuer with a real browser: what each sees and may, and how they leave. */
@InBrowser
class SignInTest {
    private static final String RULES = """
            access:
              groups:
                readers: {"/": viewer, "hidden/": none}
                clerks: {"/": contributor, "hidden/": none}
                ops: {"/": operator}
            contact: the help desk at 4711
            """;
    private static final String PEOPLE = """
            {"vera": {"password": "vera-1", "name": "Vera Viewer", "groups": ["readers"]},
             "conrad": {"password": "conrad-1", "name": "Conrad Contributor", "groups": ["clerks"]},
             "olga": {"password": "olga-1", "name": "Olga Operator", "groups": ["ops"]}}
            """;

    private static final String FILES = "/api/v1/files";

    private static Issuer issuer;
    private static Server server;
    private static Browser browser;

    @BeforeAll
    static void open(@TempDir Path temp, Browser chromium) throws Exception {
        browser = chromium;
        issuer = new Issuer(temp);
        var flags = new ArrayList<>(List.of(issuer.flags()));
        flags.addAll(List.of("--rules", Tallyman.rules(temp.resolve("rules.yaml"), RULES)));
        server = Server.start(temp.resolve("data"), flags.toArray(String[]::new));
        issuer.know(server.address(), PEOPLE);
        try (var context = context()) {
            Page page = signIn(context, "olga", "/");
            for (String path : List.of("shared/plan.txt", "hidden/salaries.txt")) {
                var answer = page.request()
                        .put(
                                server.address() + "/api/v1/files/by-path/" + path,
                                RequestOptions.create().setData("foobar"));
                assertEquals(201, answer.status(), answer::text);
            }
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (issuer != null) {
            issuer.close();
        }
    }

    private static BrowserContext context() {
        return browser.newContext(new Browser.NewContextOptions().setBaseURL(server.address()));
    }

    /** Wants a page, is asked at the issuer, and comes back to that page. */
    private static Page signIn(BrowserContext context, String person, String wanted) {
        Page page = context.newPage();
        page.navigate(wanted);
        assertTrue(page.url().startsWith(issuer.address() + "/login/"), page::url);
        fill(page, person);
        page.waitForURL(server.address() + wanted);
        return page;
    }

    private static void fill(Page page, String person) {
        page.locator("#username").fill(person);
        page.locator("#password").fill(person + "-1");
        page.locator("button[type=submit]").click();
    }

    private static int status(Page page, String method, String path) {
        var options = RequestOptions.create().setMethod(method).setMaxRedirects(0);
        if (method.equals("POST")) {
            options.setHeader("Content-Type", "application/json").setData("{\"kind\": \"housekeeping\"}");
        }
        return page.request().fetch(server.address() + path, options).status();
    }

    /** What the API answers to the same wishes of anybody. */
    private static List<Integer> answers(Page page) {
        return List.of(
                status(page, "GET", FILES),
                status(page, "GET", "/api/v1/runs"),
                status(page, "GET", "/api/v1/events/history"),
                status(page, "POST", "/api/v1/runs"),
                status(page, "DELETE", "/api/v1/trash"));
    }

    private static Locator links(Page page) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                .getByRole(AriaRole.LINK);
    }

    @Test
    void aViewerLooksAtWhatTheRulesGiveAndAtNothingElse() {
        try (var context = context()) {
            Page page = signIn(context, "vera", "/?q=txt");
            assertThat(page.locator("header")).containsText("Vera Viewer");
            assertThat(links(page)).hasText(new Pattern[] {Pattern.compile("Files"), Pattern.compile("Trash.*")});
            assertThat(page.locator("tr[data-id]")).hasCount(1);
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Upload")))
                    .hasCount(0);
            page.locator("tr[data-id] a.name").click();
            assertThat(page.locator("h1")).containsText("plan.txt");
            assertThat(page.locator("main")).containsText("You may look at this file only");
            page.navigate("/activity");
            assertThat(page.locator("main")).containsText("the help desk at 4711");
            assertEquals(List.of(200, 403, 403, 403, 403), answers(page));
            assertEquals(403, status(page, "PUT", "/api/v1/files/by-path/shared/new.txt"));
        }
    }

    @Test
    void aContributorHandsInAndTakesBackTheirOwn(@TempDir Path temp) throws Exception {
        try (var context = context()) {
            Page page = signIn(context, "conrad", "/");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Upload"))
                    .first()
                    .click();
            page.waitForFileChooser(
                            () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Choose files"))
                                    .click())
                    .setFiles(Sample.letter(temp.resolve("letter of conrad.txt")));
            assertThat(page.locator(".tray")).containsText("1 uploaded");
            page.navigate("/?q=txt");
            assertThat(page.locator("tr[data-id]")).hasCount(2);
            open(page, "plan.txt");
            assertThat(button(page, "Move to trash")).hasCount(0);
            open(page, "letter of conrad.txt");
            button(page, "Move to trash").click();
            page.navigate("/trash");
            assertThat(page.locator("main")).containsText("letter of conrad.txt");
            assertEquals(List.of(200, 403, 403, 403, 403), answers(page));
        }
    }

    private static void open(Page page, String name) {
        page.navigate("/?q=txt");
        page.locator("tr[data-id] a.name", new Page.LocatorOptions().setHasText(name))
                .click();
        assertThat(page.locator("h1")).containsText(name);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void anOperatorSeesEverythingRunsItAndReadsWhoDidWhat() {
        try (var context = context()) {
            Page page = signIn(context, "olga", "/?q=txt");
            assertThat(page.locator("main")).containsText("salaries.txt");
            assertThat(links(page)).hasCount(4);
            assertEquals(List.of(200, 200, 200, 202, 403), answers(page));
            page.navigate("/activity");
            assertThat(page.locator("main")).containsText("salaries.txt");
            assertThat(page.locator("main")).containsText("olga");
        }
    }

    @Test
    void whoSignsOutIsOutAndEverywhereMeansTheOtherBrowserToo() {
        try (var one = context();
                var two = context();
                var three = context()) {
            Page here = signIn(one, "vera", "/account");
            Page there = signIn(two, "vera", "/account");
            Page elsewhere = signIn(three, "vera", "/account");
            button(here, "Sign out").first().click();
            assertThat(here.locator("h1")).hasText("You are signed out");
            assertEquals(List.of(401, 200), List.of(status(here, "GET", FILES), status(there, "GET", FILES)));
            here.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign out of 127.0.0.1 too"))
                    .click();
            here.waitForURL(server.address() + "/sign-in/left**");
            button(there, "Sign out everywhere").click();
            assertThat(there.locator("h1")).hasText("You are signed out");
            assertEquals(401, status(elsewhere, "GET", FILES));
            elsewhere.navigate("/");
            assertTrue(elsewhere.url().startsWith(issuer.address()), elsewhere::url);
        }
    }

    @Test
    void theWayBackCountsOnceInItsOwnBrowserAndLeadsNowhereElse() {
        try (var own = context();
                var other = context()) {
            var ways = new ArrayList<String>();
            Page page = own.newPage();
            page.onRequest(request -> {
                if (request.url().contains("/sign-in/callback")) {
                    ways.add(request.url());
                }
            });
            page.navigate("/sign-in?back=" + "%2F%2Fevil.example%2F");
            fill(page, "vera");
            page.waitForURL(server.address() + "/");
            Page thief = other.newPage();
            for (Page late : List.of(thief, page)) {
                assertEquals(401, late.navigate(ways.getFirst()).status());
                assertThat(late.locator("h1")).hasText("You are not signed in");
            }
            thief.navigate("/sign-in"); // begun here, ended with what another browser was given
            assertEquals(401, thief.navigate(ways.getFirst()).status());
            assertEquals(401, status(thief, "GET", FILES));
        }
    }
}
