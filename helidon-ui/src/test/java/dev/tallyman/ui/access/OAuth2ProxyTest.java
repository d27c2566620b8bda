package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real oauth2-proxy, as gitops/components/oauth2-proxy configures it, between people and the server. */
class OAuth2ProxyTest {
    private static final Path CONFIG = Path.of("../gitops/components/oauth2-proxy/oauth2-proxy.yaml");
    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path folder;

    private final TestIssuer issuer = new TestIssuer();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final HttpClient script = HttpClient.newHttpClient();
    private TestServer server;
    private Process proxy;
    private int port;

    /** offline-cluster/build oauth2proxy makes it, from its Go module. */
    private static Path program() {
        Path cache = Path.of(System.getenv()
                .getOrDefault("OFFLINE_CACHE", System.getProperty("user.home") + "/.cache/offline-kubernetes"));
        Path program = cache.resolve("bin/oauth2-proxy");
        if (!Files.isExecutable(program)) {
            System.out.println("SKIPPED, no " + program + ": offline-cluster/build oauth2proxy");
            Assumptions.abort("no oauth2-proxy");
        }
        return program;
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path program = program();
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                access: {groups: {readers: {"/": contributor}, chiefs: {"/": admin}}}
                """);
        var names =
                TrustedProxy.Names.of("X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Groups", "X-Proxy-Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
        issuer.claims = claims -> claims.claim("email", "ann@example.org").claim("email_verified", true);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        proxy = proxy(program, secret);
        await();
    }

    private Process proxy(Path program, Path secret) throws IOException {
        Path config = Files.writeString(
                folder.resolve("oauth2-proxy.yaml"),
                Files.readString(CONFIG).replace("0.0.0.0:4180", "127.0.0.1:" + port));
        var builder = new ProcessBuilder(
                program.toString(),
                "--alpha-config=" + config,
                "--cookie-secret-file="
                        + Files.writeString(folder.resolve("cookie"), "0123456789abcdef0123456789abcdef"),
                "--cookie-secure=false",
                "--cookie-samesite=lax",
                "--email-domain=*",
                "--reverse-proxy=true",
                "--trusted-proxy-ip=0.0.0.0/0",
                "--skip-provider-button=true",
                "--skip-auth-route=^/api/v1/",
                "--ping-path=/oauth2/ping");
        builder.environment().put("TALLYMAN_URL", "http://127.0.0.1:" + server.server.port());
        builder.environment().put("TALLYMAN_PROXY_SECRET_FILE", secret.toString());
        builder.environment().put("OAUTH2_PROXY_CLIENT", TestIssuer.CLIENT);
        builder.environment()
                .put(
                        "OAUTH2_PROXY_CLIENT_SECRET",
                        Files.writeString(folder.resolve("client"), TestIssuer.SECRET)
                                .toString());
        builder.environment().put("OAUTH2_PROXY_ISSUER", issuer.url());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile())
                .start();
    }

    private void await() throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!isListening()) {
            assertTrue(proxy.isAlive() && Instant.now().isBefore(end), said());
            Thread.sleep(50); // it tells nobody that it listens
        }
    }

    private boolean isListening() throws InterruptedException {
        try {
            return send(script, "GET", "/oauth2/ping").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("proxy.log"));
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.destroy();
            server.close();
        }
        issuer.close();
        browser.close();
        script.close();
    }

    private HttpResponse<String> send(HttpClient client, String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    @Test
    void peopleComeInThroughTheProxyAsWhomTheIssuerKnowsAndNobodyElseDoes() throws Exception {
        HttpResponse<String> page = send(browser, "GET", "/", "Accept", "text/html");
        assertEquals(200, page.statusCode(), page.body() + said());
        assertTrue(page.body().contains("ann@example.org"), page.body() + said());

        String[] forged = {
            "X-Forwarded-User",
            "boss",
            "X-Forwarded-Groups",
            "chiefs",
            "X-Proxy-Secret",
            "guessed",
            "x-forwarded-groups",
            "chiefs"
        };
        String me = send(browser, "GET", "/api/v1/me", forged).body();
        assertTrue(me.contains("\"name\":\"ann\"") && me.contains("\"readers\"") && !me.contains("chiefs"), me);
        assertEquals(
                201,
                send(browser, "PUT", "/api/v1/files/by-path/a%20%C3%A4%2Bb.txt").statusCode());
        assertEquals("a \u00e4+b.txt", server.left("files").getFirst());
        assertEquals(403, send(browser, "DELETE", "/api/v1/trash", forged).statusCode());

        assertEquals(401, send(script, "GET", "/api/v1/me").statusCode());
        assertEquals(401, send(script, "GET", "/api/v1/files", forged).statusCode());
        assertEquals(
                401,
                server.get("/api/v1/files", "X-Forwarded-User", "boss", "X-Forwarded-Groups", "chiefs")
                        .statusCode(),
                "past the proxy");
    }
}
