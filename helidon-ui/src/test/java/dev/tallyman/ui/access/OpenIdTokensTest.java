package dev.tallyman.ui.access;

import static dev.tallyman.ui.access.IssuerJourney.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer, and all that look like them: which let somebody in. */
class OpenIdTokensTest {
    private final TestIssuer issuer = new TestIssuer();
    private final TestServer server;
    private final IssuerJourney browser;

    OpenIdTokensTest(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), TestIssuer.SECRET);
        var client = new OpenIdIssuer.Client(URI.create(issuer.url()), TestIssuer.CLIENT, "sub", "groups");
        server = new TestServer(folder, null, new OpenIdIssuer(client, secret, InstantSource.system()));
        browser = new IssuerJourney(server);
    }

    @AfterEach
    void close() {
        server.close();
        issuer.close();
    }

    private void assertRefusedWith(UnaryOperator<JWTClaimsSet.Builder> claims)
            throws IOException, InterruptedException {
        issuer.claims = claims;
        assertRefused(browser.signIn());
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    void aTokenForSomebodyElseOrAnotherTimeLetsNobodyIn() throws IOException, InterruptedException {
        assertRefusedWith(claims -> claims.audience("another"));
        assertRefusedWith(claims -> claims.issuer("https://evil.example"));
        assertRefusedWith(claims -> claims.expirationTime(in(-600)).issueTime(in(-1200)));
        assertRefusedWith(claims -> claims.issueTime(in(600)).expirationTime(in(1200)));
        assertRefusedWith(claims -> claims.claim("nonce", "of another sign-in"));
        assertRefusedWith(claims -> claims.claim("nonce", null));
        assertRefusedWith(claims -> claims.expirationTime(null));
        assertRefusedWith(claims -> claims.issuer(null));
        assertRefusedWith(claims -> claims.subject(null));
        assertRefusedWith(claims -> claims.subject("a\nb"));
    }

    @Test
    void clocksMayBeFiveMinutesOff() throws IOException, InterruptedException {
        issuer.claims = claims -> claims.issueTime(in(300)).expirationTime(in(900));
        assertEquals(303, browser.signIn().statusCode());
        issuer.claims = claims -> claims.issueTime(in(-600)).expirationTime(in(-300));
        assertEquals(303, browser.signIn().statusCode());
    }

    @Test
    void aTokenThatTheIssuerDidNotSignLetsNobodyIn() throws IOException, InterruptedException {
        issuer.sign = claims -> new PlainJWT(claims).serialize();
        assertRefused(browser.signIn());
        issuer.sign = claims -> TestIssuer.signed(claims, TestIssuer.key("first"));
        assertRefused(browser.signIn());
        issuer.sign = claims -> TestIssuer.signed(claims, TestIssuer.key("unknown"));
        assertRefused(browser.signIn());
        issuer.sign = this::withThePublicKeyAsPassword;
        assertRefused(browser.signIn());
        issuer.sign = claims -> issuer.signed(claims).replaceFirst("\\.[^.]*$", ".");
        assertRefused(browser.signIn());
        issuer.sign = _ -> "no token";
        assertRefused(browser.signIn());
    }

    private String withThePublicKeyAsPassword(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
            token.sign(new MACSigner(issuer.key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNewKeyOfTheIssuerIsFetched() throws IOException, InterruptedException {
        assertEquals(303, browser.signIn().statusCode());
        issuer.key = TestIssuer.key("second");
        assertEquals(303, browser.signIn().statusCode());
    }
}
