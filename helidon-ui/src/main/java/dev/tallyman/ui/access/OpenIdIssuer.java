package dev.tallyman.ui.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.tallyman.index.people.BrowserSessions;
import dev.tallyman.index.people.Person;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends people to an OpenID Connect issuer and believes what it signs: Authorization Code with
 * PKCE, the code exchanged by this server itself. What was signed is looked at once, at signing in;
 * from then on the session counts, so an issuer that is down locks out nobody who is in.
 */
public final class OpenIdIssuer implements Authentication {
    private static final System.Logger LOG = System.getLogger(OpenIdIssuer.class.getName());
    private static final int TIMEOUT = 5_000;

    private final Client client;
    private final FollowedFile<String> secret;
    private final IssuerMetadata metadata;

    /**
     * What this server is to the issuer, and what it reads in its tokens.
     *
     * @param user the claim that names a person; unique among all people
     * @param groups the claim with their groups, or the path to it with dots
     */
    public record Client(URI issuer, String id, String user, String groups) {}

    /**
     * @param secret the file with the client's secret
     * @throws SettingException the issuer or the secret cannot be used
     */
    public OpenIdIssuer(Client client, Path secret, InstantSource clock) {
        this.client = client;
        this.secret = new FollowedFile<>(secret, text -> secret(text, secret), clock);
        this.metadata = new IssuerMetadata(client.issuer(), client.id(), clock);
    }

    private static String secret(String text, Path file) {
        if (text.isBlank()) {
            throw new SettingException(file + " is empty; write the client’s secret into it, as the issuer shows it.");
        }
        return text.strip();
    }

    @Override
    public Person person(ServerRequest request) {
        throw new Problem(
                Status.UNAUTHORIZED_401,
                "Nobody has signed in",
                "Sign in at /sign-in with a browser, or send a token.");
    }

    // The session holds who they were when the issuer said so; another issuer or client ends it.
    @Override
    public Optional<Person> today(Person then, Optional<String> proof) {
        return proof.isEmpty() || proof.get().equals(proof()) ? Optional.of(then) : Optional.empty();
    }

    private String proof() {
        return Secret.fingerprint(client.issuer() + "\n" + client.id());
    }

    @Override
    public Optional<String> challenge() {
        return Optional.empty();
    }

    @Override
    public boolean hasPage() {
        return true;
    }

    /** The issuer's name for people. */
    public String name() {
        return client.issuer().getHost();
    }

    /**
     * Where a browser goes to sign in.
     *
     * @throws Problem 503: the issuer does not answer
     */
    public URI begin(SignInAttempt attempt, URI callback) {
        OIDCProviderMetadata issuer = metadata.get().facts();
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, IssuerMetadata.scopes(issuer), new ClientID(client.id()), callback)
                .endpointURI(issuer.getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * What a session of the one who came back begins with.
     *
     * @param answer the whole address that the browser came back to
     * @throws Problem 401: not what was begun in this browser, or not what the issuer signs; 503: it
     *     does not answer
     */
    public BrowserSessions.Session complete(SignInAttempt attempt, URI callback, URI answer) {
        IssuerMetadata.Known issuer = metadata.get();
        try {
            AuthorizationCode code = code(attempt, answer);
            OIDCTokens tokens = tokens(exchange(attempt, callback, code, issuer.facts()));
            IDTokenClaimsSet signed = issuer.validator().validate(tokens.getIDToken(), new Nonce(attempt.nonce()));
            var claims = new IssuerClaims(client, signed);
            if (!claims.isWhole()) {
                claims = claims.with(UserInfo.of(tokens, issuer.facts()));
            }
            return new BrowserSessions.Session(claims.person(), proof());
        } catch (BadJOSEException e) {
            throw refused("The issuer’s token is not valid: " + e.getMessage() + ".");
        } catch (ParseException | IllegalArgumentException e) {
            // The library's word for an empty code, state or token is the second.
            throw refused("The issuer’s answer cannot be used: " + e.getMessage() + ".");
        } catch (RateLimitReachedException e) {
            throw refused("The issuer’s token is signed with a key that it does not publish.");
        } catch (IOException | JOSEException e) {
            throw IssuerMetadata.down(client.issuer(), e);
        }
    }

    private AuthorizationCode code(SignInAttempt attempt, URI answer) throws ParseException {
        AuthenticationResponse response = AuthenticationResponseParser.parse(answer);
        State state = response.getState();
        if (state == null || !attempt.began(state.getValue())) {
            throw refused("It was not begun in this browser, or another one was begun since.");
        }
        if (response.getIssuer() != null
                && !response.getIssuer().getValue().equals(client.issuer().toString())) {
            throw refused("It comes from another issuer.");
        }
        if (!response.indicatesSuccess()) {
            throw refused("The issuer says: "
                    + response.toErrorResponse().getErrorObject().getCode() + ".");
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw refused("The issuer sent no code.");
        }
        return code;
    }

    private TokenResponse exchange(
            SignInAttempt attempt, URI callback, AuthorizationCode code, OIDCProviderMetadata issuer)
            throws IOException, ParseException {
        HTTPRequest request = new TokenRequest.Builder(
                        issuer.getTokenEndpointURI(),
                        authentication(issuer),
                        new AuthorizationCodeGrant(code, callback, new CodeVerifier(attempt.verifier())))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT);
        request.setReadTimeout(TIMEOUT);
        return OIDCTokenResponseParser.parse(request.send());
    }

    private static OIDCTokens tokens(TokenResponse response) {
        if (!response.indicatesSuccess()) {
            throw refused("The issuer does not take the code: "
                    + response.toErrorResponse().getErrorObject().getCode() + ".");
        }
        if (response instanceof OIDCTokenResponse signed
                && signed.getOIDCTokens().getIDToken() != null) {
            return signed.getOIDCTokens();
        }
        throw refused("The issuer says nothing of who this is.");
    }

    private ClientAuthentication authentication(OIDCProviderMetadata issuer) {
        var id = new ClientID(client.id());
        var password = new com.nimbusds.oauth2.sdk.auth.Secret(secret.get());
        List<ClientAuthenticationMethod> methods = issuer.getTokenEndpointAuthMethods();
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretBasic(id, password)
                : new ClientSecretPost(id, password);
    }

    /** Where a browser ends its session at the issuer too; empty where that has no such page. */
    public Optional<URI> leave(URI back) {
        try {
            URI end = metadata.get().facts().getEndSessionEndpointURI();
            return Optional.ofNullable(end)
                    .map(uri ->
                            new LogoutRequest(uri, null, null, new ClientID(client.id()), back, null, null).toURI());
        } catch (Problem down) {
            return Optional.empty();
        }
    }

    static Problem refused(String why) {
        LOG.log(Level.INFO, "A sign-in was refused: " + why);
        return new Problem(Status.UNAUTHORIZED_401, "You are not signed in", why + " Sign in again.");
    }
}
