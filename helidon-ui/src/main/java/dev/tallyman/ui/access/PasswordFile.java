package dev.tallyman.ui.access;

import dev.tallyman.index.people.BrowserSessions;
import dev.tallyman.index.people.Person;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Knows people by the files of Apache's {@code htpasswd} and {@code AuthGroupFile}, for one machine
 * without an issuer. An unknown name costs as much time as a wrong password.
 */
public final class PasswordFile implements Authentication {
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int DEAREST = 15; // a second and more for every try

    // Beside them the pages go on.
    private final Semaphore hashing = new Semaphore(2);
    private final FollowedFile<Passwords> passwords;
    private final @Nullable FollowedFile<Map<String, Set<String>>> groups;
    private final Guesses guesses;
    private final Verified verified = new Verified();

    /**
     * The hashes by name.
     *
     * @param decoy what an unknown name is checked against
     */
    private record Passwords(Map<String, String> hashes, String decoy) {}

    /**
     * @param groups null for none
     * @throws SettingException one of them cannot be used
     */
    public PasswordFile(Path passwords, @Nullable Path groups, InstantSource clock) {
        this.passwords = new FollowedFile<>(passwords, text -> passwords(text, passwords), clock);
        this.groups = groups == null ? null : new FollowedFile<>(groups, text -> groups(text, groups), clock);
        this.guesses = new Guesses(clock);
    }

    @Override
    public Person person(ServerRequest request) {
        String basic = Credentials.of(request)
                .filter(credentials -> credentials.is("Basic"))
                .flatMap(PasswordFile::basic)
                .orElseThrow(PasswordFile::unknown);
        int colon = basic.indexOf(':');
        return person(basic.substring(0, colon), basic.substring(colon + 1), Network.near(request));
    }

    // Groups are those of now, and a new password ends what the old one began.
    @Override
    public Optional<Person> today(Person then, Optional<String> proof) {
        return proof(then.name())
                .filter(now -> proof.isEmpty() || proof.get().equals(now))
                .map(_ -> new Person(then.name(), then.name(), groupsOf(then.name())));
    }

    private Optional<String> proof(String name) {
        return Optional.ofNullable(passwords.get().hashes().get(name)).map(Secret::fingerprint);
    }

    /** What a session of somebody with this name and password begins with. */
    public BrowserSessions.Session session(String name, String password, Network from) {
        Person person = person(name, password, from);
        return new BrowserSessions.Session(person, proof(name).orElseThrow(PasswordFile::unknown));
    }

    @Override
    public Optional<String> challenge() {
        return Optional.of("Basic realm=\"Tallyman\", charset=\"UTF-8\"");
    }

    /** Who has this name and password. */
    Person person(String name, String password, Network from) {
        guesses.admit(from, name);
        Passwords known = passwords.get();
        String hash = known.hashes().getOrDefault(name, known.decoy());
        boolean right = verified.holds(name, password, hash) || matches(password, hash);
        if (!right || !known.hashes().containsKey(name)) {
            guesses.failed(from, name);
            throw unknown();
        }
        verified.keep(name, password, hash);
        guesses.succeeded(from, name);
        return new Person(name, name, groupsOf(name));
    }

    private static Problem unknown() {
        return new Problem(
                Status.UNAUTHORIZED_401, "Nobody has signed in", "Give a name and a password that are known here.");
    }

    private boolean matches(String password, String hash) {
        hashing.acquireUninterruptibly();
        try {
            return BCrypt.checkpw(password, hash);
        } finally {
            hashing.release();
        }
    }

    private Set<String> groupsOf(String name) {
        return groups == null ? Set.of() : groups.get().getOrDefault(name, Set.of());
    }

    // https://www.rfc-editor.org/rfc/rfc7617
    private static Optional<String> basic(Credentials credentials) {
        try {
            byte[] bytes = Base64.getDecoder().decode(credentials.value());
            return Optional.of(new String(bytes, StandardCharsets.UTF_8)).filter(text -> text.indexOf(':') > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Passwords passwords(String text, Path file) {
        Map<String, String> hashes = new HashMap<>();
        int dearest = 4;
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            Matcher hash =
                    HASH.matcher(colon < 1 ? "" : line.substring(colon + 1).strip());
            if (!hash.matches() || Integer.parseInt(hash.group(1)) > DEAREST) {
                throw new SettingException(file + ":" + number + ": not a name and a bcrypt hash of cost " + DEAREST
                        + " or less; write it with: htpasswd -B " + file + " NAME");
            }
            dearest = Math.max(dearest, Integer.parseInt(hash.group(1)));
            hashes.put(line.substring(0, colon), hash.group());
        }
        return new Passwords(
                Map.copyOf(hashes),
                "$2a$%02d$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK".formatted(dearest));
    }

    private static Map<String, Set<String>> groups(String text, Path file) {
        Map<String, Set<String>> groups = new HashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new SettingException(
                        file + ":" + number + ": not a group and its people; write it as NAME: PERSON PERSON");
            }
            String group = line.substring(0, colon).strip();
            for (String name : line.substring(colon + 1).strip().split("\\s+", -1)) {
                groups.computeIfAbsent(name, _ -> new HashSet<>()).add(group);
            }
        }
        return Map.copyOf(groups);
    }
}
