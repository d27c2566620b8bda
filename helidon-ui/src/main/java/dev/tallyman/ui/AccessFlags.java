package dev.tallyman.ui;

import dev.tallyman.ui.access.Authentication;
import dev.tallyman.ui.access.BreakGlass;
import dev.tallyman.ui.access.Network;
import dev.tallyman.ui.access.OpenIdIssuer;
import dev.tallyman.ui.access.PasswordFile;
import dev.tallyman.ui.access.SettingException;
import dev.tallyman.ui.access.TrustedProxy;
import dev.tallyman.ui.http.listener.AllowedHosts;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags of {@code serve} that say who may come in. */
final class AccessFlags {
    @Option(
            names = "--auth",
            paramLabel = "WAY",
            converter = WayOfName.class,
            description =
                    "How people sign in: none (everybody is everybody; this machine only), proxy, htpasswd, oidc. Default: none.")
    Way way = Way.NONE;

    @Option(
            names = "--anyone",
            description = "With --auth none on an address that others reach: yes, anyone may do everything.")
    boolean anyone;

    @Option(
            names = "--break-glass",
            description = "Whatever --auth and the rules say: whoever reaches this port may everything, and it is"
                    + " written down. For the volume's machine, when everybody is locked out; on loopback only.")
    boolean breakGlass;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            description = "With --auth proxy: from where its headers are believed; again for more.")
    List<String> trustedProxies = List.of();

    @Option(
            names = "--proxy-secret-file",
            paramLabel = "FILE",
            description = "With --auth proxy: what the proxy sends in the secret's header.")
    @Nullable
    Path proxySecret;

    @Option(
            names = "--proxy-secret-header",
            paramLabel = "HEADER",
            defaultValue = "X-Proxy-Secret",
            description = "The secret's header. Default: ${DEFAULT-VALUE}.")
    String secretHeader = "X-Proxy-Secret";

    @Option(
            names = "--proxy-user-header",
            paramLabel = "HEADER",
            defaultValue = "X-Forwarded-User",
            description = "The header with the person's name. Default: ${DEFAULT-VALUE}.")
    String userHeader = "X-Forwarded-User";

    @Option(
            names = "--proxy-email-header",
            paramLabel = "HEADER",
            defaultValue = "X-Forwarded-Email",
            description = "The header with what pages call them. Default: ${DEFAULT-VALUE}.")
    String emailHeader = "X-Forwarded-Email";

    @Option(
            names = "--proxy-groups-header",
            paramLabel = "HEADER",
            defaultValue = "X-Forwarded-Groups",
            description = "The header with their groups, with commas between them. Default: ${DEFAULT-VALUE}.")
    String groupsHeader = "X-Forwarded-Groups";

    @Option(
            names = "--htpasswd",
            paramLabel = "FILE",
            description = "With --auth htpasswd: names and bcrypt hashes, as htpasswd -B writes them.")
    @Nullable
    Path htpasswd;

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description = "With --auth htpasswd: who is in which group, a line each: NAME: PERSON PERSON")
    @Nullable
    Path groups;

    @Option(names = "--oidc-issuer", paramLabel = "URL", description = "With --auth oidc: the issuer’s address.")
    @Nullable
    URI issuer;

    @Option(
            names = "--oidc-client-id",
            paramLabel = "ID",
            description = "With --auth oidc: what the issuer calls this server.")
    @Nullable
    String clientId;

    @Option(
            names = "--oidc-client-secret-file",
            paramLabel = "FILE",
            description = "With --auth oidc: the secret that goes with it.")
    @Nullable
    Path clientSecret;

    @Option(
            names = "--oidc-groups-claim",
            paramLabel = "CLAIM",
            defaultValue = "groups",
            description =
                    "The claim with a person’s groups; of a claim within another the path, with dots. Default: ${DEFAULT-VALUE}.")
    String groupsClaim = "groups";

    @Option(
            names = "--oidc-user-claim",
            paramLabel = "CLAIM",
            defaultValue = "sub",
            description = "The claim that names a person; the issuer must keep it unique. Default: ${DEFAULT-VALUE}.")
    String userClaim = "sub";

    enum Way {
        NONE,
        PROXY,
        HTPASSWD,
        OIDC
    }

    /** A way as a flag names it. */
    static final class WayOfName implements ITypeConverter<Way> {
        @Override
        public Way convert(String text) {
            for (Way way : Way.values()) {
                if (way.name().equalsIgnoreCase(text)) {
                    return way;
                }
            }
            throw new TypeConversionException("“" + text + "” is none; it can be none, proxy, htpasswd or oidc");
        }
    }

    /**
     * The way that was chosen, null where nobody signs in.
     *
     * @throws SettingException it cannot be used
     */
    @Nullable
    Authentication open(String bind, InstantSource clock) {
        if (breakGlass) {
            return brokenGlass(bind);
        }
        return switch (way) {
            case NONE -> nobody(bind);
            case PROXY ->
                new TrustedProxy(
                        trustedProxies.stream().map(Network::of).toList(),
                        needed(proxySecret, "--proxy-secret-file"),
                        TrustedProxy.Names.of(userHeader, emailHeader, groupsHeader, secretHeader),
                        clock);
            case HTPASSWD -> new PasswordFile(needed(htpasswd, "--htpasswd"), groups, clock);
            case OIDC ->
                new OpenIdIssuer(
                        new OpenIdIssuer.Client(
                                needed(issuer, "--oidc-issuer"),
                                needed(clientId, "--oidc-client-id"),
                                userClaim,
                                groupsClaim),
                        needed(clientSecret, "--oidc-client-secret-file"),
                        clock);
        };
    }

    private static Authentication brokenGlass(String bind) {
        if (!AllowedHosts.isLoopback(bind)) {
            throw new SettingException("--break-glass lets whoever reaches " + bind
                    + " do everything; it is for this machine only: add --bind 127.0.0.1.");
        }
        System.getLogger(AccessFlags.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "The glass is broken: whoever reaches this port may everything. Start it without"
                                + " --break-glass as soon as the rules are mended.");
        return new BreakGlass(System.getProperty("user.name", "unknown"));
    }

    private @Nullable Authentication nobody(String bind) {
        if (!anyone && !AllowedHosts.isLoopback(bind)) {
            throw new SettingException("Others reach " + bind
                    + ", and with --auth none every one of them may read, delete and purge everything."
                    + " Let people sign in (--auth oidc, proxy or htpasswd, see docs/access.md), stay on this"
                    + " machine (--bind 127.0.0.1), or say that it is meant with --anyone.");
        }
        return null;
    }

    private <T> T needed(@Nullable T value, String flag) {
        if (value == null) {
            throw new SettingException("--auth " + way.name().toLowerCase(Locale.ROOT) + " needs " + flag + ".");
        }
        return value;
    }
}
