package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.TestServer;
import io.helidon.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAccessTest {
    private static final String HIDDEN = "xyzzy";
    private static final String DIGEST = "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2"; // foobar

    private final ServerWithFolders people;
    private final TestServer server;
    private final StoredFile present;
    private final StoredFile trashed;

    FolderAccessTest(@TempDir Path folder) throws IOException {
        people = new ServerWithFolders(folder);
        server = people.server;
        present = people.put("hidden/" + HIDDEN + ".txt");
        trashed = people.put("hidden/" + HIDDEN + "-gone.txt");
        assertEquals(
                204, people.as("all", "DELETE", "/api/v1/files/" + trashed.id()).statusCode());
        people.put("here/seen.txt");
    }

    @AfterEach
    void close() {
        people.close();
    }

    private static Map<String, String> bodies(long file) {
        String ids = "{\"ids\": [\"" + file + "\"]}";
        return Map.ofEntries(
                Map.entry("POST /files/trash", "id=" + file),
                Map.entry("POST /files/restore", "ids=" + file),
                Map.entry("POST /files/download", "id=" + file),
                Map.entry("POST /files/identify", "id=" + file),
                Map.entry("POST /files/describe", "id=" + file),
                Map.entry("POST /trash/purge", "ids=" + file),
                Map.entry("POST /files/{id}/move", "to=here/stolen.txt"),
                Map.entry("POST /files/{id}/release", "reason=because"),
                Map.entry("POST /api/v1/files/{id}/move", "{\"to\": \"here/stolen.txt\"}"),
                Map.entry("POST /api/v1/folders/move", "{\"from\": \"hidden\", \"to\": \"here/stolen\"}"),
                Map.entry("POST /api/v1/files/move", ids.replace("}", ", \"folder\": \"here\"}")),
                Map.entry("POST /api/v1/files/trash", ids),
                Map.entry("POST /api/v1/files/restore", ids),
                Map.entry("POST /api/v1/files/retry", ids),
                Map.entry("POST /api/v1/files/identify", ids),
                Map.entry("POST /api/v1/files/describe", ids),
                Map.entry("POST /api/v1/files/known", "[{\"sha256\": \"" + DIGEST + "\", \"size\": 6}]"),
                Map.entry("POST /runs", "kind=sweep"),
                Map.entry("POST /api/v1/runs", "{\"kind\": \"sweep\"}"));
    }

    private static List<String> addresses(String pattern, long file) {
        String path = pattern.replace("{id}", Long.toString(file))
                .replace("{+path}", "hidden/" + HIDDEN + ".txt")
                .replace("{name}", "sweep");
        List<String> addresses = new ArrayList<>(List.of(path));
        if (List.of("/", "/live", "/trash", "/api/v1/files", "/api/v1/trash", "/activity", "/api/v1/events/history")
                .contains(pattern)) {
            for (String query : List.of(
                    "q=xyz",
                    "folder=hidden",
                    "state=trashed",
                    "state=received",
                    "sort=size",
                    "category=text",
                    "limit=1",
                    "sort=name",
                    "file=" + file,
                    "trashed=" + file,
                    "restored=" + file,
                    "uploaded=" + file,
                    "ids=" + file)) {
                addresses.add(path + "?" + query);
            }
        }
        if (pattern.endsWith("/release")) {
            addresses.add(path + "?reason=because");
        }
        return addresses;
    }

    /** Somebody who may everything, but in another folder, asks every route for what lies in a hidden one. */
    @ParameterizedTest
    @ValueSource(strings = {"here", "look"})
    void noRouteTellsOfWhatLiesInAFolderThatIsNotSeen(String group) {
        var routes = new TreeMap<>(Needs.all());
        assertTrue(routes.size() > 50, "all of them");
        for (StoredFile file : List.of(present, trashed)) {
            routes.forEach((route, need) -> {
                String[] parts = route.split(" ", 2);
                if (parts[1].equals("/api/v1/events")) {
                    return; // has no end: see below
                }
                for (String address : addresses(parts[1], file.id())) {
                    String body = String.valueOf(bodies(file.id()).getOrDefault(route, ""));
                    var answer = server.send(
                            parts[0], address, bytes(body), ServerWithFolders.headers(group, "ann", type(body)));
                    String all = answer.headers().map() + text(answer);
                    assertFalse(all.contains(HIDDEN), () -> route + " tells of it: " + address + "\n" + all);
                    assertTrue(answer.statusCode() != 500, address);
                    if (need.where() == Needs.Where.AT_THE_FILE && parts[1].contains("{id}")) {
                        assertEquals(404, answer.statusCode(), route + " as " + group);
                    }
                }
            });
        }
        assertEquals(present, server.index.catalog().find(present.id()).orElseThrow(), "nothing has happened to it");
        assertEquals(
                State.TRASHED,
                server.index.catalog().find(trashed.id()).orElseThrow().state());
    }

    private static String[] type(String body) {
        return new String[] {
            "Content-Type",
            body.startsWith("{") || body.startsWith("[") ? "application/json" : "application/x-www-form-urlencoded"
        };
    }

    @Test
    void theNumbersAreThoseOfTheFoldersThatAreSeen() {
        JsonObject mine = json(people.as("here", "GET", "/api/v1/summary"));
        JsonObject whole = json(people.as("all", "GET", "/api/v1/summary"));
        JsonObject allBut = json(people.as("look", "GET", "/api/v1/summary"));

        assertEquals(1, number(mine, "files"));
        assertEquals(2, number(whole, "files"));
        assertEquals(1, number(allBut, "files"));
        assertEquals(0, states(mine, "trashed"));
        assertEquals(1, states(whole, "trashed"));
        assertEquals(0, states(allBut, "trashed"));
        String page = text(server.get("/", ServerWithFolders.headers("here", "ann")));
        assertTrue(page.contains("seen.txt") && !page.contains("hidden/"), page);
    }

    private static int number(JsonObject json, String key) {
        return json.numberValue(key).orElseThrow().intValue();
    }

    private static int states(JsonObject json, String state) {
        return number(json.objectValue("states").orElseThrow(), state);
    }

    @Test
    void whoDoesNotSeeEverythingReadsNoLogAndNoReport() {
        Run run = server.index
                .runs()
                .request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null)
                .run();
        for (String address : List.of(
                "/runs",
                "/runs/" + run.id(),
                "/api/v1/runs",
                "/api/v1/runs/" + run.id() + "/log",
                "/reports/latest/",
                "/past-reports",
                "/past-reports/compare/files?from=1&to=2",
                "/past-reports/compare/files.csv?from=1&to=2",
                "/rules")) {
            var refused = people.as("look", "GET", address);
            assertEquals(403, refused.statusCode(), address);
            assertTrue(people.as("all", "GET", address).statusCode() != 403, address);
        }
        assertEquals(
                "It takes the role viewer for the whole intake, and you have it in some folders at most."
                        + " Ask the help desk at 4711.",
                json(people.as("look", "GET", "/api/v1/runs")).stringValue("detail", ""));
    }

    @Test
    void whoSeesAFileAndMayNotChangeItIsToldWhatIsMissingThere() {
        StoredFile file = people.put("here/b.txt");

        var refused = people.as("send", "DELETE", "/api/v1/files/" + file.id());

        assertEquals(403, refused.statusCode());
        assertEquals(
                "It takes the role editor in here/, and you have the role contributor there. Ask the help desk at 4711.",
                json(refused).stringValue("detail", ""));
        assertEquals(
                204, people.as("edit", "DELETE", "/api/v1/files/" + file.id()).statusCode());
        assertEquals(
                403, people.as("edit", "DELETE", "/api/v1/trash/" + file.id()).statusCode());
    }

    @Test
    void contentsThatLieWhereNobodyMayLookAreNotKnown() {
        String body = "[{\"sha256\": \"" + DIGEST + "\", \"size\": 6}]";
        String mine = text(server.send(
                "POST", "/api/v1/files/known", bytes(body), ServerWithFolders.headers("send", "ann", type(body))));
        assertTrue(mine.contains("here/seen.txt") && !mine.contains("hidden"), mine);
        String page = text(people.as(
                "look",
                "GET",
                "/files/"
                        + json(people.as("look", "GET", "/api/v1/files"))
                                .toString()
                                .replaceAll(".*?\"id\":\"(\\d+)\".*", "$1")));
        assertFalse(page.contains(HIDDEN), "copies of it are files too");
    }

    @Test
    void theActivityIsThatOfTheFoldersWhereTheRoleHolds() {
        String mine = text(people.as("here", "GET", "/api/v1/events/history"));
        assertTrue(mine.contains("here/seen.txt"), mine);
        assertFalse(mine.contains("hidden"), mine);
        assertEquals(403, people.as("edit", "GET", "/api/v1/events/history").statusCode());
    }
}
