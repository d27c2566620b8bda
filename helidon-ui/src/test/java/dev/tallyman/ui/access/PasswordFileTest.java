package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class PasswordFileTest {
    private static final Network HERE = Network.of("127.0.0.0/24");

    @TempDir
    Path folder;

    private Path passwords = Path.of("htpasswd");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @BeforeEach
    void somePeople() throws IOException {
        // Apache writes $2y$; it is the same function.
        passwords = Files.writeString(
                folder.resolve("htpasswd"),
                "# people\nann:" + hash("open sesame").replace("$2a$", "$2y$") + "\nörn:" + hash("pässwörd") + "\n");
        Files.writeString(folder.resolve("groups"), "finance: ann örn\nops: ann\n");
    }

    private static String hash(String password) {
        return BCrypt.hashpw(password, BCrypt.gensalt(4));
    }

    private PasswordFile people(InstantSource clock) {
        return new PasswordFile(passwords, folder.resolve("groups"), clock);
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<byte[]> as(TestServer server, String name, String password) {
        return server.get("/api/v1/files", "Authorization", basic(name, password));
    }

    @Test
    void aNameAndItsPasswordComeInAndNothingElse() {
        try (var server = new TestServer(folder, null, people(InstantSource.system()))) {
            assertEquals(200, as(server, "ann", "open sesame").statusCode());
            assertEquals(200, as(server, "ann", "open sesame").statusCode(), "the second time without bcrypt");
            assertEquals(200, as(server, "örn", "pässwörd").statusCode());
            var wrong = as(server, "ann", "Open sesame");
            var unknown = as(server, "bob", "open sesame");

            assertEquals(401, wrong.statusCode());
            assertEquals("Basic realm=\"Tallyman\", charset=\"UTF-8\"", TestServer.header(wrong, "WWW-Authenticate"));
            assertEquals(401, unknown.statusCode());
            assertEquals(TestServer.text(wrong), TestServer.text(unknown), "nobody learns which names there are");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Basic YW5u", "Basic Og==", "Bearer x", "Digest username=ann"})
    void whatIsNoNameAndPasswordIsNobodys(String authorization) {
        try (var server = new TestServer(folder, null, people(InstantSource.system()))) {
            assertEquals(401, server.get("/", "Authorization", authorization).statusCode());
        }
    }

    @Test
    void guessesAreSlowedDownWhateverTheName() {
        try (var server = new TestServer(folder, null, people(() -> Instant.EPOCH))) {
            for (String name : new String[] {"ann", "nobody"}) {
                for (int i = 0; i < 5; i++) {
                    assertEquals(401, as(server, name, "guess " + i).statusCode());
                }
                assertEquals(429, as(server, name, "open sesame").statusCode(), "even the right one waits");
            }
            assertEquals(200, as(server, "örn", "pässwörd").statusCode(), "others come in");
        }
    }

    @Test
    void waitingHelpsAndTheRightPasswordEndsIt() {
        PasswordFile people = people(now::get);
        for (int i = 0; i < 6; i++) {
            now.updateAndGet(time -> time.plusSeconds(2));
            assertStatus(401, () -> people.person("ann", "no", HERE));
        }
        assertStatus(429, () -> people.person("ann", "open sesame", HERE));
        assertEquals(
                "ann",
                people.person("ann", "open sesame", Network.of("10.9.8.0/24")).name(),
                "from elsewhere");
        now.updateAndGet(time -> time.plusSeconds(3));
        assertEquals("ann", people.person("ann", "open sesame", HERE).name());
        assertStatus(401, () -> people.person("ann", "no", HERE));
    }

    @Test
    void manyNamesFromOnePlaceAreGuessesToo() {
        PasswordFile people = people(now::get);
        for (int i = 0; i < 30; i++) {
            String name = "name" + i;
            assertStatus(401, () -> people.person(name, "password", HERE));
        }
        assertStatus(429, () -> people.person("name30", "password", HERE));
    }

    @Test
    void groupsAndPasswordsAreReadAgainWhenTheyChange() throws IOException {
        PasswordFile people = people(now::get);
        assertEquals(
                Set.of("finance", "ops"),
                people.person("ann", "open sesame", HERE).groups());

        Files.writeString(folder.resolve("groups"), "audit: ann\n");
        Files.writeString(passwords, "ann:" + hash("changed") + "\n");
        now.set(Instant.EPOCH.plusSeconds(2));

        assertStatus(401, () -> people.person("ann", "open sesame", HERE));
        assertEquals(Set.of("audit"), people.person("ann", "changed", HERE).groups());
        assertStatus(401, () -> people.person("örn", "pässwörd", HERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann:", "ann:plain", "ann:{SHA}x", "ann:$apr1$x$y", ":x"})
    void whatIsNotBcryptIsRefusedAtTheStart(String line) throws IOException {
        Files.writeString(passwords, line + "\n");
        var said = assertThrows(SettingException.class, () -> people(now::get));
        assertTrue(String.valueOf(said.getMessage()).contains(passwords + ":1: "), said.getMessage());
    }

    @Test
    void aNeighbourhoodIsNotAnAddress() {
        assertEquals("10.1.2.0/24", new Network(InetAddress.ofLiteral("10.1.2.3"), 24).toString());
    }

    private static void assertStatus(int status, org.junit.jupiter.api.function.Executable work) {
        var problem = assertThrows(dev.tallyman.ui.http.Problem.class, work);
        assertEquals(status, problem.status().code());
    }
}
