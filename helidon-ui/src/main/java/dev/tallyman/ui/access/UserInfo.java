package dev.tallyman.ui.access;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;

/** What an issuer says of somebody beside the ID token: names and groups, with many of them. */
final class UserInfo {
    private static final System.Logger LOG = System.getLogger(UserInfo.class.getName());
    private static final int TIMEOUT = 5_000;

    private UserInfo() {}

    /**
     * Asks with the token that this very sign-in brought; nothing where the issuer has no such page or
     * refuses it.
     *
     * @param tokens of somebody whose ID token was found valid
     */
    static Map<String, Object> of(OIDCTokens tokens, OIDCProviderMetadata issuer) throws IOException {
        URI page = issuer.getUserInfoEndpointURI();
        if (page == null || tokens.getAccessToken() == null) {
            return Map.of();
        }
        try {
            HTTPRequest request = new UserInfoRequest(page, tokens.getAccessToken()).toHTTPRequest();
            request.setConnectTimeout(TIMEOUT);
            request.setReadTimeout(TIMEOUT);
            var answer = UserInfoResponse.parse(request.send());
            if (!answer.indicatesSuccess() || answer.toSuccessResponse().getUserInfo() == null) {
                LOG.log(Level.WARNING, page + " refuses, or signs what it says: its names and groups do not count");
                return Map.of();
            }
            Map<String, Object> said = answer.toSuccessResponse().getUserInfo().toJSONObject();
            // of somebody else: a token that was put in place of this one's
            return tokens.getIDToken().getJWTClaimsSet().getSubject().equals(said.get("sub")) ? said : refuse();
        } catch (ParseException | java.text.ParseException e) {
            LOG.log(Level.WARNING, page + " cannot be read: " + e.getMessage());
            return Map.of();
        }
    }

    private static Map<String, Object> refuse() {
        throw OpenIdIssuer.refused("The issuer speaks of two people.");
    }
}
