package dev.tallyman.ui.access;

import dev.tallyman.index.people.Person;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Believes a proxy that has asked people who they are. What its headers say counts only in requests
 * that come from its address and carry the secret that it shares with this server: so nobody who
 * reaches the port past the proxy, or through another one, can name themselves.
 */
public final class TrustedProxy implements Authentication {
    private static final int LONGEST = 256;
    private static final int SHORTEST_SECRET = 16;

    private final List<Network> networks;
    private final Names names;
    private final FollowedFile<byte[]> secret;

    /** What the proxy's headers are called. */
    public record Names(HeaderName user, HeaderName email, HeaderName groups, HeaderName secret) {
        public static Names of(String user, String email, String groups, String secret) {
            return new Names(
                    HeaderNames.create(user),
                    HeaderNames.create(email),
                    HeaderNames.create(groups),
                    HeaderNames.create(secret));
        }
    }

    /**
     * @param networks where the proxy is
     * @param secret the file with what it shares with this server
     * @throws SettingException no network, or no secret that can be used
     */
    public TrustedProxy(List<Network> networks, Path secret, Names names, InstantSource clock) {
        if (networks.isEmpty()) {
            throw new SettingException("--auth proxy needs --trusted-proxy with the proxy’s address or network.");
        }
        this.networks = List.copyOf(networks);
        this.names = names;
        this.secret = new FollowedFile<>(secret, text -> secret(text, secret), clock);
    }

    private static byte[] secret(String text, Path file) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_SECRET) {
            throw new SettingException(file + " holds no secret of " + SHORTEST_SECRET
                    + " characters or more; make one with: openssl rand -hex 32");
        }
        return bytes;
    }

    @Override
    public Person person(ServerRequest request) {
        if (!comesFromIt(request)) {
            throw new Problem(
                    Status.UNAUTHORIZED_401,
                    "This is not the way in",
                    "Come through the proxy that asks people who they are; nothing else is let in here.");
        }
        String user = one(request, names.user());
        if (user.isBlank() || user.length() > LONGEST) {
            throw new Problem(
                    Status.UNAUTHORIZED_401,
                    "Nobody has signed in",
                    "The proxy does not say who this is: sign in there, and let it send " + names.user() + " once.");
        }
        String email = one(request, names.email());
        return new Person(user, email.isBlank() ? user : email, groups(request));
    }

    @Override
    public boolean isAddressed(ServerRequest request) {
        return request.headers().contains(HeaderNames.AUTHORIZATION)
                || request.headers().contains(names.user())
                || request.headers().contains(names.email())
                || request.headers().contains(names.groups());
    }

    // The last one of them was added by the proxy itself; those before it anybody may have written.
    @Override
    public Network origin(ServerRequest request) {
        if (request.headers().contains(HeaderNames.X_FORWARDED_FOR) && comesFromIt(request)) {
            String client = request.headers()
                    .get(HeaderNames.X_FORWARDED_FOR)
                    .allValues()
                    .getLast();
            try {
                return Network.near(InetAddress.ofLiteral(
                        client.substring(client.lastIndexOf(',') + 1).strip()));
            } catch (IllegalArgumentException e) {
                // it is the proxy’s neighbourhood then
            }
        }
        return Network.near(request);
    }

    private boolean comesFromIt(ServerRequest request) {
        return networks.stream().anyMatch(network -> network.contains(Network.peer(request)))
                && MessageDigest.isEqual(secret.get(), bytes(one(request, names.secret())));
    }

    // There are no sessions here, the proxy has them. Of a script's owner it tells nothing.
    @Override
    public Optional<Person> today(Person then, Optional<String> proof) {
        return proof.isPresent() ? Optional.empty() : Optional.of(then);
    }

    @Override
    public Optional<String> challenge() {
        return Optional.empty();
    }

    private Set<String> groups(ServerRequest request) {
        return Stream.of(one(request, names.groups()).split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    // One that is there twice was added to by somebody else.
    private static String one(ServerRequest request, HeaderName name) {
        if (!request.headers().contains(name)) {
            return "";
        }
        List<String> values = request.headers().get(name).allValues();
        return values.size() == 1 ? values.getFirst().strip() : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
