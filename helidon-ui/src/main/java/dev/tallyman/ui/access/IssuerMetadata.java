package dev.tallyman.ui.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an issuer says of itself, asked for at the first sign-in and again every hour. */
final class IssuerMetadata {
    private static final System.Logger LOG = System.getLogger(IssuerMetadata.class.getName());
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int TIMEOUT = 5_000;
    private static final int LARGEST_KEYS = 256 << 10;
    // Five minutes that clocks are off, and what a sign-in takes.
    private static final int SKEW = 330;

    private final URI issuer;
    private final String client;
    private final InstantSource clock;
    private @Nullable Known known;

    /** What it said, and what checks its tokens. */
    record Known(OIDCProviderMetadata facts, IDTokenValidator validator, Instant read) {}

    IssuerMetadata(URI issuer, String client, InstantSource clock) {
        if (issuer.getHost() == null || !(issuer.getScheme().equals("https") || isHere(issuer))) {
            throw new SettingException("--oidc-issuer " + issuer + " is not https://…; whoever listens on the way"
                    + " could sign in as anybody. Give its https address; http is for this machine only.");
        }
        this.issuer = issuer;
        this.client = client;
        this.clock = clock;
    }

    private static boolean isHere(URI issuer) {
        try {
            return issuer.getScheme().equals("http")
                    && InetAddress.getByName(issuer.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * What it says now.
     *
     * @throws Problem 503: it does not answer, and never has
     */
    synchronized Known get() {
        Known before = known;
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.read().plus(FRESH))) {
            return before;
        }
        try {
            OIDCProviderMetadata facts = OIDCProviderMetadata.resolve(new Issuer(issuer), TIMEOUT, TIMEOUT);
            known = new Known(facts, validator(facts), now);
            return known;
        } catch (IOException | GeneralException | IllegalArgumentException e) {
            if (before == null) {
                throw down(issuer, e);
            }
            LOG.log(Level.WARNING, issuer + " says nothing new of itself: " + e.getMessage());
            return before;
        }
    }

    static Problem down(URI issuer, Exception why) {
        LOG.log(Level.WARNING, issuer + " cannot be asked: " + why.getMessage());
        return new Problem(
                Status.SERVICE_UNAVAILABLE_503,
                "Nobody can sign in at present",
                "The issuer " + issuer + " does not answer as it should (" + why.getMessage()
                        + "). Whoever is signed in stays so. Try again in a while.");
    }

    // Only what is signed with a key that the issuer alone has: no “none”, and no HMAC, which would
    // take a public key for a password.
    private IDTokenValidator validator(OIDCProviderMetadata facts) throws MalformedURLException {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
        if (facts.getIDTokenJWSAlgs() != null) {
            algorithms.retainAll(facts.getIDTokenJWSAlgs());
        }
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        facts.getJWKSetURI().toURL(), new DefaultResourceRetriever(TIMEOUT, TIMEOUT, LARGEST_KEYS))
                .refreshAheadCache(false)
                .outageTolerant(true)
                .build();
        var validator = new IDTokenValidator(
                new Issuer(issuer), new ClientID(client), new JWSVerificationKeySelector<>(algorithms, keys), null);
        validator.setMaxClockSkew(SKEW);
        return validator;
    }

    /** Groups are asked for where the issuer knows the scope; others refuse one that they do not know. */
    static Scope scopes(OIDCProviderMetadata facts) {
        var scope = new Scope("openid", "profile", "email");
        if (facts.getScopes() != null && facts.getScopes().contains("groups")) {
            scope.add("groups");
        }
        return scope;
    }
}
