package dev.tallyman.ui.access;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a browser keeps in a cookie while it is away at the issuer: a secret that state, nonce and
 * PKCE verifier are hashes of, so that whatever comes back counts in this browser alone and nothing
 * is kept here for people who never return.
 *
 * @param back the page to go to then
 */
public record SignInAttempt(Secret secret, String back) {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String NAME = "tallyman-sign-in";
    private static final int LONGEST = 2_000;

    /** The one that this browser began last. */
    public static Optional<SignInAttempt> of(ServerRequest request) {
        List<String> values = SessionCookie.values(request, name(request));
        int dot = values.size() == 1 ? values.getFirst().indexOf('.') : -1;
        return dot < 1
                ? Optional.empty()
                : Optional.of(new SignInAttempt(
                        new Secret(values.getFirst().substring(0, dot)),
                        decoded(values.getFirst().substring(dot + 1))));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    /** Gives it to the browser. */
    public void set(ServerRequest request, ServerResponse response) {
        String page = back.length() > LONGEST ? "/" : back;
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(StandardCharsets.UTF_8));
        send(request, response, secret.text() + "." + text, LIFE);
    }

    /** It is over, however it ended. */
    public static void clear(ServerRequest request, ServerResponse response) {
        send(request, response, "", Duration.ZERO);
    }

    private static void send(ServerRequest request, ServerResponse response, String value, Duration life) {
        boolean secure = SessionCookie.isSecure(request);
        response.headers()
                .add(
                        HeaderNames.SET_COOKIE,
                        name(request) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds()
                                + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }

    private static String name(ServerRequest request) {
        return (SessionCookie.isSecure(request) ? "__Host-" : "") + NAME;
    }

    /** Where the issuer sends the browser back to: as the browser sees this server. */
    public static URI callback(ServerRequest request) {
        return here(request, "/sign-in/callback");
    }

    /** A page of this server as the browser sees it. */
    public static URI here(ServerRequest request, String path) {
        String host = request.headers().value(HeaderNames.HOST).orElse("localhost");
        return URI.create((SessionCookie.isSecure(request) ? "https://" : "http://") + host + path);
    }

    String state() {
        return Secret.fingerprint("state " + secret.text());
    }

    String nonce() {
        return Secret.fingerprint("nonce " + secret.text());
    }

    String verifier() {
        return Secret.fingerprint("verifier " + secret.text());
    }

    boolean began(String state) {
        return MessageDigest.isEqual(state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }
}
