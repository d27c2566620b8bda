package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.Done;
import dev.tallyman.index.people.History;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what: written down with the change, and read again. */
class HistoryTest {
    private static final String SECRET = "0123456789abcdef";

    private final TestServer server;

    HistoryTest(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                access: {signed-in: {"/": editor}, groups: {chiefs: {"/": admin}}}
                """);
        var names = TrustedProxy.Names.of("User", "Email", "Groups", "Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<byte[]> as(String person, String method, String path) {
        return server.send(
                method,
                path,
                "Secret",
                SECRET,
                "User",
                person,
                "Groups",
                person.equals("carl") ? "chiefs" : "",
                "X-Forwarded-For",
                "10.9.9.9, 192.0.2.77");
    }

    private List<String> deeds(History.Filter filter) {
        return server.index.events().list(filter, Long.MAX_VALUE, 100).reversed().stream()
                .map(done -> done.author().person() + " " + done.deed().label() + " " + done.subject())
                .toList();
    }

    @Test
    void eachChangeIsThereWithWhoDidItAndFromWhere() {
        assertEquals(201, as("ann", "PUT", "/api/v1/files/by-path/a/b.txt").statusCode());
        as("bob", "DELETE", "/api/v1/files/1");
        as("ann", "POST", "/api/v1/files/1/restore");
        as("ann", "DELETE", "/api/v1/files/1");
        as("bob", "DELETE", "/api/v1/trash/1");
        as("bob", "DELETE", "/api/v1/trash/1");
        as("carl", "DELETE", "/api/v1/trash/1");
        server.send(
                "POST", "/runs", TestServer.bytes("kind=sweep"), "Secret", SECRET, "User", "carl", "Groups", "chiefs");

        assertEquals(
                List.of(
                        "ann upload a/b.txt",
                        "bob delete a/b.txt",
                        "ann restore a/b.txt",
                        "ann delete a/b.txt",
                        "bob denied DELETE /api/v1/trash/1",
                        "carl purge a/b.txt",
                        "carl run sweep 1"),
                deeds(History.Filter.ALL));
        Done deleted = server.index.events().ofFile(1, 100).get(3);
        assertEquals("received", deleted.before());
        assertEquals("trashed", deleted.after());
        assertEquals("192.0.2.0/24", deleted.author().origin());
        assertEquals(List.of("bob delete a/b.txt"), deeds(new History.Filter("bob", Deed.DELETE, null, null)));
    }

    @Test
    void whatWasRefusedOrFailedChangedNothingAndIsNotThere() {
        as("ann", "DELETE", "/api/v1/files/77");
        as("ann", "POST", "/api/v1/files/77/retry");
        server.get("/api/v1/files");

        assertEquals(List.of(), deeds(History.Filter.ALL));
    }

    @Test
    void itIsReadPageByPageByWhoMay() {
        for (String name : List.of("a", "b", "c")) {
            as("ann", "PUT", "/api/v1/files/by-path/" + name);
        }
        var first = TestServer.json(as("carl", "GET", "/api/v1/events/history?limit=2&person=ann"));
        String next = first.stringValue("next", "");
        String second = TestServer.text(as("carl", "GET", "/api/v1/events/history?limit=2&cursor=" + next));

        assertEquals(2, first.arrayValue("items").orElseThrow().size());
        assertTrue(second.contains("\"subject\":\"a\"") && second.contains("\"next\":null"), second);
        assertEquals(403, as("ann", "GET", "/api/v1/events/history").statusCode());
        assertEquals(400, as("carl", "GET", "/api/v1/events/history?deed=dance").statusCode());
        assertEquals(400, as("carl", "GET", "/api/v1/events/history?limit=0").statusCode());
    }
}
