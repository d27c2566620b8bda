package dev.tallyman.ui.access;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.tallyman.index.people.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads who somebody is in what the issuer says of them.
 *
 * @param client which claims are read
 * @param claims by their names
 */
record IssuerClaims(OpenIdIssuer.Client client, Map<String, Object> claims) {
    private static final int LONGEST = 256;
    private static final int MOST_GROUPS = 1_000;

    IssuerClaims(OpenIdIssuer.Client client, IDTokenClaimsSet token) {
        this(client, token.toJSONObject());
    }

    /** Whether nothing is missing that the issuer may tell elsewhere. */
    boolean isWhole() {
        return claims.containsKey(client.user()) && claims.containsKey("name") && find(claims, client.groups()) != null;
    }

    /** These and more; what is here already stays, for it was signed. */
    IssuerClaims with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.putAll(claims);
        return new IssuerClaims(client, all);
    }

    Person person() {
        String name = text(claims.get(client.user()));
        if (name.isEmpty()) {
            throw OpenIdIssuer.refused("The issuer says no “" + client.user() + "”, by which people are known here.");
        }
        // Whoever may write any address into their own profile could be anybody.
        if (client.user().equals("email") && Boolean.FALSE.equals(claims.get("email_verified"))) {
            throw OpenIdIssuer.refused("The issuer has not verified the address " + name + ".");
        }
        String display = Stream.of("name", "preferred_username", "email")
                .map(claim -> text(claims.get(claim)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(name);
        return new Person(name, display, groups(find(claims, client.groups())));
    }

    private static String text(@Nullable Object claim) {
        return claim instanceof String text
                        && text.length() <= LONGEST
                        && text.chars().noneMatch(Character::isISOControl)
                ? text.strip()
                : "";
    }

    // A claim of that very name first: names of claims are addresses too, with dots in them.
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : null;
    }

    private static Set<String> groups(@Nullable Object claim) {
        Stream<?> all = claim instanceof Collection<?> several ? several.stream() : Stream.ofNullable(claim);
        return all.filter(Objects::nonNull)
                .map(IssuerClaims::text)
                .filter(group -> !group.isEmpty())
                .limit(MOST_GROUPS)
                .collect(Collectors.toUnmodifiableSet());
    }
}
