package dev.tallyman.ui.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer that signs in whoever it is told to, and signs what a test makes it sign. */
public final class TestIssuer implements AutoCloseable {
    public static final String CLIENT = "tallyman";
    public static final String SECRET = "the client's secret";

    private static final RSAKey FIRST = key("first");

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final WebServer server;
    private final int port;
    RSAKey key = FIRST;

    /** Who is in front of the browser. */
    public String subject = "ann";

    public List<String> groups = List.of("readers");

    /** What it says beside the token, as JSON. */
    String info = "{}";

    UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    Function<JWTClaimsSet, String> sign = this::signed;

    public TestIssuer() {
        server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .routing(this::routes)
                .build()
                .start();
        this.port = server.port();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    private void routes(HttpRouting.Builder http) {
        http.get("/.well-known/openid-configuration", (_, response) -> json(response, metadata()))
                .get("/keys", (_, response) -> response.send(new JWKSet(key.toPublicJWK()).toString()))
                .get("/authorize", this::authorize)
                .post("/token", this::token)
                .get("/info", this::info)
                .get("/end", (_, response) -> response.send("left"));
    }

    private JsonObject metadata() {
        return JsonObject.builder()
                .set("issuer", url())
                .set("authorization_endpoint", url() + "/authorize")
                .set("token_endpoint", url() + "/token")
                .set("jwks_uri", url() + "/keys")
                .set("userinfo_endpoint", url() + "/info")
                .set("end_session_endpoint", url() + "/end")
                .setStrings("scopes_supported", List.of("openid", "profile", "email", "groups"))
                .setStrings("response_types_supported", List.of("code"))
                .setStrings("subject_types_supported", List.of("public"))
                .setStrings("id_token_signing_alg_values_supported", List.of("RS256", "HS256"))
                .build();
    }

    private void authorize(ServerRequest request, ServerResponse response) {
        Map<String, String> asked = new HashMap<>();
        request.query().names().forEach(name -> asked.put(name, request.query().get(name)));
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        response.status(Status.SEE_OTHER_303)
                .header(
                        HeaderNames.LOCATION,
                        asked.get("redirect_uri") + "?code=" + code + "&state="
                                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8))
                .send();
    }

    private void info(ServerRequest request, ServerResponse response) {
        if (!request.headers().value(HeaderNames.AUTHORIZATION).orElse("").equals("Bearer opaque")) {
            response.status(Status.UNAUTHORIZED_401).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(info);
    }

    private void token(ServerRequest request, ServerResponse response) {
        Map<String, String> form = form(request.content().as(String.class));
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        String basic = Base64.getEncoder()
                .encodeToString((CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + basic)
                .equals(request.headers().value(HeaderNames.AUTHORIZATION).orElse(""))) {
            refuse(response, "invalid_client");
        } else if (asked == null
                || !asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                || !asked.getOrDefault("code_challenge", "")
                        .equals(CodeChallenge.compute(
                                        CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier")))
                                .getValue())) {
            refuse(response, "invalid_grant");
        } else {
            json(
                    response,
                    JsonObject.builder()
                            .set("access_token", "opaque")
                            .set("token_type", "Bearer")
                            .set("id_token", sign.apply(claims(asked.getOrDefault("nonce", ""))))
                            .build());
        }
    }

    private static void refuse(ServerResponse response, String error) {
        response.status(Status.BAD_REQUEST_400);
        json(response, JsonObject.builder().set("error", error).build());
    }

    private JWTClaimsSet claims(String nonce) {
        Instant now = Instant.now();
        return claims.apply(new JWTClaimsSet.Builder()
                        .issuer(url())
                        .audience(CLIENT)
                        .subject(subject)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600)))
                        .claim("nonce", nonce)
                        .claim("name", "Ann of the issuer")
                        .claim("groups", groups))
                .build();
    }

    String signed(JWTClaimsSet set) {
        return signed(set, key);
    }

    static String signed(JWTClaimsSet set, RSAKey key) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    set);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            form.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void json(ServerResponse response, JsonObject json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(json.toString());
    }

    @Override
    public void close() {
        server.stop();
    }
}
