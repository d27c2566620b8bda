package dev.tallyman.ui.access;

import static dev.tallyman.ui.access.IssuerJourney.assertRefused;
import static dev.tallyman.ui.access.IssuerJourney.cookie;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import dev.tallyman.ui.access.IssuerJourney.Return;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with an issuer: the way there and back, and who takes it that should not. */
class OpenIdIssuerTest {
    private static final String HTML = "text/html,*/*";

    private final TestIssuer issuer = new TestIssuer();
    private final Path secret;
    private final TestServer server;
    private final IssuerJourney browser;

    OpenIdIssuerTest(@TempDir Path folder) throws IOException {
        secret = Files.writeString(folder.resolve("secret"), TestIssuer.SECRET + "\n");
        server = new TestServer(folder, null, known("sub", "groups"));
        browser = new IssuerJourney(server);
    }

    private OpenIdIssuer known(String user, String groups) {
        return new OpenIdIssuer(
                new OpenIdIssuer.Client(URI.create(issuer.url()), TestIssuer.CLIENT, user, groups),
                secret,
                InstantSource.system());
    }

    @AfterEach
    void close() {
        server.close();
        issuer.close();
    }

    private int status(String cookie) {
        return server.get("/api/v1/files", "Cookie", cookie).statusCode();
    }

    @Test
    void aBrowserGoesToTheIssuerAndComesBackToWhereItWanted() throws IOException, InterruptedException {
        var asked = server.get("/trash?cursor=1", "Accept", HTML);
        assertEquals("/sign-in?back=%2Ftrash%3Fcursor%3D1", TestServer.header(asked, "Location"));

        var done = browser.comeBack(browser.go("/trash?cursor=1"), "Sec-Fetch-Site", "cross-site");
        String cookie = cookie(done, "tallyman");
        assertEquals(303, done.statusCode(), TestServer.text(done));
        assertEquals("/trash?cursor=1", TestServer.header(done, "Location"));
        assertEquals("tallyman-sign-in=", cookie(done, "tallyman-sign-in"), "it is over");
        var me = TestServer.json(server.get("/api/v1/me", "Cookie", cookie));
        assertEquals("ann", me.stringValue("name", ""));
        assertEquals("Ann of the issuer", me.stringValue("display", ""));
        assertEquals(
                List.of("readers"),
                me.arrayValue("groups").orElseThrow().values().stream()
                        .map(value -> value.asString().value())
                        .toList());
    }

    @Test
    void groupsAndNamesComeFromTheClaimsThatTheSettingsName(@TempDir Path folder)
            throws IOException, InterruptedException {
        issuer.claims = claims -> claims.claim("realm_access", Map.of("roles", List.of("finance", "ops")))
                .claim("email", "ann@example.org");
        try (var other = new TestServer(folder, null, known("email", "realm_access.roles"))) {
            var done = new IssuerJourney(other).signIn();
            String me = TestServer.text(other.get("/api/v1/me", "Cookie", cookie(done, "tallyman")));
            assertTrue(me.contains("ann@example.org") && me.contains("finance") && me.contains("ops"), me);
        }
    }

    @Test
    void whatTheTokenLeavesOutIsAskedFor() throws IOException, InterruptedException {
        issuer.claims = claims -> claims.claim("groups", null).claim("name", null);
        issuer.info = """
                {"sub": "ann", "name": "Ann beside the token", "groups": ["clerks"], "aud": "another"}
                """;
        String me = TestServer.text(server.get("/api/v1/me", "Cookie", cookie(browser.signIn(), "tallyman")));
        assertTrue(me.contains("\"clerks\"") && me.contains("Ann beside the token"), me);
    }

    @Test
    void whatWasSignedCountsMoreThanWhatWasNot() throws IOException, InterruptedException {
        issuer.claims = claims -> claims.claim("name", null);
        issuer.info = """
                {"sub": "ann", "groups": ["chiefs"]}
                """;
        String me = TestServer.text(server.get("/api/v1/me", "Cookie", cookie(browser.signIn(), "tallyman")));
        assertTrue(me.contains("readers") && !me.contains("chiefs"), me);
    }

    @Test
    void whatIsSaidOfSomebodyElseSignsNobodyIn() throws IOException, InterruptedException {
        issuer.claims = claims -> claims.claim("groups", null);
        issuer.info = """
                {"sub": "boss", "groups": ["chiefs"]}
                """;
        assertRefused(browser.signIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}"})
    void whoeverIsInNoGroupComesInWithoutOne(String info) throws IOException, InterruptedException {
        issuer.claims = claims -> claims.claim("groups", null);
        issuer.info = info;
        String me = TestServer.text(server.get("/api/v1/me", "Cookie", cookie(browser.signIn(), "tallyman")));
        assertTrue(me.contains("\"name\":\"ann\"") && me.contains("\"groups\":[]"), me);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "\t//evil.example",
                "javascript:alert(1)"
            })
    void nobodyIsSentToAnotherSite(String back) throws IOException, InterruptedException {
        assertEquals("/", TestServer.header(browser.comeBack(browser.go(back)), "Location"));
    }

    @Test
    void aCookieThatWasChangedSendsNobodyToAnotherSite() throws IOException, InterruptedException {
        Return there = browser.go("/");
        String evil = Base64.getUrlEncoder().encodeToString("//evil.example".getBytes(StandardCharsets.UTF_8));
        String cookie = there.cookie().replaceFirst("\\..*", "." + evil.replace("=", ""));
        assertEquals("/", TestServer.header(browser.comeBack(new Return(there.path(), cookie)), "Location"));
    }

    @Test
    void whatComesBackCountsOnceAndInItsOwnBrowserOnly() throws IOException, InterruptedException {
        Return there = browser.go("/");
        Return another = browser.go("/");

        assertRefused(server.get(there.path(), "Accept", HTML));
        assertRefused(browser.comeBack(new Return(there.path(), another.cookie())));
        assertRefused(browser.comeBack(new Return(there.path().replaceFirst("state=..", "state=zz"), there.cookie())));
        assertRefused(browser.comeBack(new Return(there.path().replaceFirst("&state=.*", ""), there.cookie())));
        assertRefused(browser.comeBack(new Return(there.path() + "&iss=https%3A%2F%2Fevil.example", there.cookie())));
        assertEquals(303, browser.comeBack(there).statusCode());
        assertRefused(browser.comeBack(there));
        assertRefused(browser.comeBack(
                new Return(there.path().replaceFirst("code=[^&]*", "error=access_denied"), there.cookie())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=a|b",
                "code=%zz",
                "code=a{b}",
                "code=\"a\"",
                "code=%",
                "%F0%28=x",
                "state",
                "code&state",
                "="
            })
    void whatIsNoAnswerOfAnIssuerIsRefused(String query) throws IOException, InterruptedException {
        String answer = server.raw("GET /sign-in/callback?" + query + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
                + browser.go("/").cookie() + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
    }

    @Test
    void aSessionThatWasThereBeforeIsNotTheOneAfter() throws IOException, InterruptedException {
        Return there = browser.go("/");
        String planted = "tallyman=" + "a".repeat(43);
        var done = browser.comeBack(new Return(there.path(), there.cookie() + "; " + planted));

        assertEquals(401, status(planted));
        assertEquals(200, status(cookie(done, "tallyman")));
    }

    @Test
    void whileTheIssuerIsDownSessionsLiveOnAndASignInSaysWhy(@TempDir Path folder)
            throws IOException, InterruptedException {
        String cookie = cookie(browser.signIn(), "tallyman");
        Return there = browser.go("/");
        issuer.close();

        assertEquals(200, status(cookie));
        var halfway = browser.comeBack(there);
        assertEquals(503, halfway.statusCode());
        assertTrue(TestServer.text(halfway).contains(issuer.url()), TestServer.text(halfway));
        try (var fresh = new TestServer(folder, null, known("sub", "groups"))) {
            var asked = fresh.get("/sign-in", "Accept", HTML);
            assertEquals(503, asked.statusCode());
            assertTrue(TestServer.text(asked).contains("Nobody can sign in at present"), TestServer.text(asked));
        }
    }

    @Test
    void signingOutEndsTheSessionAndLeadsToTheIssuersEnd() throws IOException, InterruptedException {
        String one = cookie(browser.signIn(), "tallyman");
        String two = cookie(browser.signIn(), "tallyman");

        assertEquals(
                403,
                server.send("POST", "/sign-out", "Cookie", one, "Sec-Fetch-Site", "cross-site")
                        .statusCode());
        var left = server.send("POST", "/sign-out", "Cookie", one);
        assertEquals("/sign-in/left", TestServer.header(left, "Location"));
        assertEquals(401, status(one));
        String page = TestServer.text(server.get("/sign-in/left", "Accept", HTML));
        assertTrue(page.contains(issuer.url() + "/end?"), page);
        server.send("POST", "/sign-out/everywhere", "Cookie", two);
        assertEquals(401, status(two));
    }

    @Test
    void aProgramIsToldToSignInAndNotSentAnywhere() {
        var refused = server.get("/api/v1/files");
        assertEquals(401, refused.statusCode());
        assertEquals("Bearer realm=\"Tallyman\"", TestServer.header(refused, "WWW-Authenticate"));
    }

    @Test
    void anIssuerThatCanBeListenedInToIsNone() {
        var open = new OpenIdIssuer.Client(URI.create("http://issuer.example"), "id", "sub", "groups");
        assertThrows(SettingException.class, () -> new OpenIdIssuer(open, secret, InstantSource.system()));
    }
}
