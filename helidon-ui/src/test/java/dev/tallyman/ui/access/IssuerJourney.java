package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A browser's way to the issuer and back, step by step. */
record IssuerJourney(TestServer server) {
    private static final String HTML = "text/html,*/*";

    /** What a browser has after it came back from the issuer, before the server looks at it. */
    record Return(String path, String cookie) {}

    Return go(String back) throws IOException, InterruptedException {
        var sent = server.get("/sign-in?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8), "Accept", HTML);
        assertEquals(303, sent.statusCode(), TestServer.text(sent));
        URI there = URI.create(TestServer.header(sent, "Location"));
        try (var browser = HttpClient.newHttpClient()) {
            var authorized = browser.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString());
            URI home = URI.create(TestServer.header(authorized, "Location"));
            return new Return(home.getRawPath() + "?" + home.getRawQuery(), cookie(sent, "tallyman-sign-in"));
        }
    }

    HttpResponse<byte[]> comeBack(Return there, String... headers) {
        String[] all = Stream.concat(Stream.of("Accept", HTML, "Cookie", there.cookie()), Stream.of(headers))
                .toArray(String[]::new);
        return server.get(there.path(), all);
    }

    HttpResponse<byte[]> signIn() throws IOException, InterruptedException {
        return comeBack(go("/"));
    }

    static String cookie(HttpResponse<?> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining());
    }

    static void assertRefused(HttpResponse<byte[]> answer) {
        assertEquals(401, answer.statusCode());
        assertEquals("", cookie(answer, "tallyman"));
    }
}
