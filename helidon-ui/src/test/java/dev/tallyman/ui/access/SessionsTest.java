package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.people.BrowserSessions;
import dev.tallyman.index.people.Person;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Signing in with a browser: the page, the cookie, and its end. */
class SessionsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String HTML = "text/html,*/*";

    private final Path passwords;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final TestServer server;

    SessionsTest(@TempDir Path folder) throws IOException {
        passwords = folder.resolve("htpasswd");
        password("open sesame");
        server = new TestServer(folder, null, new PasswordFile(passwords, null, now::get));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void password(String password) throws IOException {
        Files.writeString(passwords, "ann:" + BCrypt.hashpw(password, BCrypt.gensalt(4)) + "\n");
    }

    private HttpResponse<byte[]> signIn(String name, String password, String back, String... headers) {
        String form = "name=" + name + "&password=" + encoded(password) + "&back=" + encoded(back);
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("Content-Type", FORM), java.util.stream.Stream.of(headers))
                .toArray(String[]::new);
        return server.send("POST", "/sign-in", TestServer.bytes(form), all);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String cookie() {
        return pair(signIn("ann", "open sesame", "/"));
    }

    private static String pair(HttpResponse<byte[]> response) {
        return TestServer.header(response, "Set-Cookie").replaceFirst(";.*", "");
    }

    private int status(String cookie) {
        return server.get("/api/v1/files", "Cookie", cookie).statusCode();
    }

    @Test
    void aBrowserIsAskedAndThenGoesWhereItWanted() {
        var asked = server.get("/trash?cursor=1", "Accept", HTML);
        String location = TestServer.header(asked, "Location");
        var page = server.get(location, "Accept", HTML);
        var done = signIn("ann", "open sesame", "/trash?cursor=1");

        assertEquals(303, asked.statusCode());
        assertEquals("/sign-in?back=%2Ftrash%3Fcursor%3D1", location);
        assertTrue(TestServer.text(page).contains("value=\"/trash?cursor=1\""));
        assertEquals(303, done.statusCode());
        assertEquals("/trash?cursor=1", TestServer.header(done, "Location"));
        String account = TestServer.text(server.get("/account", "Accept", HTML, "Cookie", pair(done)));
        assertTrue(account.contains("Sign out everywhere"), account);
        assertEquals(200, status(pair(done)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "\t//evil.example",
                "/\n/evil.example",
                "javascript:alert(1)",
                "",
                "evil.example",
                "\\\\evil.example",
                "///evil.example",
                "/\r\nSet-Cookie: tallyman=x",
                "/\u0000/evil.example",
                "data:text/html,x"
            })
    void nobodyIsSentToAnotherSite(String back) {
        assertEquals("/", TestServer.header(signIn("ann", "open sesame", back), "Location"));
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        String plain = TestServer.header(signIn("ann", "open sesame", "/"), "Set-Cookie");
        String secure =
                TestServer.header(signIn("ann", "open sesame", "/", "X-Forwarded-Proto", "https"), "Set-Cookie");

        assertTrue(plain.endsWith("; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax"), plain);
        assertTrue(secure.startsWith("__Host-tallyman=") && secure.endsWith("; SameSite=Lax; Secure"), secure);
    }

    @Test
    void aSecretThatWasThereBeforeSigningInIsWorthNothing() {
        String planted = "tallyman=" + "a".repeat(43);
        String fresh = pair(signIn("ann", "open sesame", "/", "Cookie", planted));
        String again = pair(signIn("ann", "open sesame", "/", "Cookie", fresh));

        assertEquals(401, status(planted));
        assertNotEquals(fresh, again);
        assertEquals(401, status(fresh), "signing in again ends what was before");
        assertEquals(200, status(again));
        assertEquals(401, status(again + "; " + planted), "two are none");
    }

    @Test
    void signingOutEndsItHereAndEverywhere() {
        String one = cookie();
        String two = cookie();
        String three = cookie();

        var left = server.send("POST", "/sign-out", "Cookie", one);
        assertTrue(TestServer.header(left, "Set-Cookie").startsWith("tallyman=; Path=/; Max-Age=0"));
        assertEquals(401, status(one));
        assertEquals(200, status(two));
        server.send("POST", "/sign-out/everywhere", "Cookie", two);
        assertEquals(401, status(two));
        assertEquals(401, status(three));
    }

    @Test
    void anotherSiteSignsNobodyInOrOut() {
        String cookie = cookie();
        String[] foreign = {"Sec-Fetch-Site", "cross-site", "Cookie", cookie};

        assertEquals(403, signIn("ann", "open sesame", "/", foreign).statusCode());
        assertEquals(403, server.send("POST", "/sign-out", foreign).statusCode());
        assertEquals(200, status(cookie));
    }

    @Test
    void thePageForSigningInLeadsNowhereAndAsksForNothingThatIsRefused() {
        String page = new String(server.get("/sign-in", "Accept", HTML).body(), StandardCharsets.UTF_8);

        assertTrue(page.contains("name=\"password\""), page);
        assertFalse(page.contains("<script") || page.contains("<nav") || page.contains("rules "), page);
    }

    @Test
    void aNewPasswordEndsWhatTheOldOneBegan() throws IOException {
        String cookie = cookie();
        password("another");
        assertEquals(200, status(cookie)); // the file is looked at once a second
        now.updateAndGet(time -> time.plusSeconds(1));
        assertEquals(401, status(cookie));
    }

    @Test
    void wrongNamesAndWrongPasswordsGetTheSamePage() {
        var wrong = signIn("ann", "no", "/");
        var unknown = signIn("bob", "no", "/");

        assertEquals(401, wrong.statusCode());
        assertEquals(401, unknown.statusCode());
        assertEquals(form(wrong).replace("ann", "bob"), form(unknown));
        assertEquals("", TestServer.header(wrong, "Set-Cookie"));
        for (int i = 0; i < 5; i++) {
            signIn("ann", "no", "/");
        }
        assertEquals(429, signIn("ann", "open sesame", "/").statusCode());
    }

    // The time is in what is around it.
    private static String form(HttpResponse<byte[]> page) {
        String text = TestServer.text(page);
        return text.substring(text.indexOf("<h1>"), text.indexOf("</main>"));
    }

    @Test
    void aSessionEndsWhenItIsIdleOrOld() {
        var sessions = server.index.sessions();
        byte[] hash = new Secret("s").hash();
        var ann = new Person("ann", "Ann", Set.of("a", "b"));
        var ends = new BrowserSessions.Ends(Duration.ofHours(1), Duration.ofHours(2));
        sessions.begin(hash, new BrowserSessions.Session(ann, "p"), ends);

        assertEquals(ann, sessions.find(hash, ends, true).orElseThrow().person());
        assertFalse(sessions.find(hash, new BrowserSessions.Ends(Duration.ZERO, Duration.ofHours(1)), true)
                .isPresent());
        assertFalse(sessions.find(hash, new BrowserSessions.Ends(Duration.ofHours(1), Duration.ZERO), true)
                .isPresent());
        assertFalse(sessions.find(new Secret("t").hash(), ends, true).isPresent());
    }
}
