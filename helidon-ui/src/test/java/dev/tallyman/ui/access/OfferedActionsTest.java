package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferedActionsTest {
    private static final List<String> ALL = List.of(
            "action=\"/upload\"",
            "/trash\"",
            "/identify",
            "/describe",
            "/restore",
            "/trash/purge",
            "\"/runs\"",
            "/reports/latest/",
            "\"/rules\"");

    private final ServerWithFolders people;
    private final StoredFile file;
    private final StoredFile trashed;

    OfferedActionsTest(@TempDir Path folder) throws IOException {
        people = new ServerWithFolders(folder);
        file = people.put("here/a.txt");
        trashed = people.put("here/b.txt");
        people.as("all", "DELETE", "/api/v1/files/" + trashed.id());
    }

    @AfterEach
    void close() {
        people.close();
    }

    private List<String> offered(String group, String path) {
        var answer = people.server.send("GET", path, ServerWithFolders.headers(group, "ann", "Accept", "text/html"));
        assertEquals(200, answer.statusCode(), path + " " + TestServer.text(answer));
        String page = TestServer.text(answer);
        return ALL.stream().filter(page::contains).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "look | /      | ",
                "send | /      | action=\"/upload\" /trash\" ",
                "edit | /      | action=\"/upload\" /trash\" /identify /describe",
                "here | /      | action=\"/upload\" /trash\" /identify /describe",
                "all  | /      | action=\"/upload\" /trash\" /identify /describe \"/runs\" /reports/latest/ \"/rules\"",
                "look | /trash | ",
                "edit | /trash | action=\"/upload\" /restore",
                "here | /trash | action=\"/upload\" /restore /trash/purge",
                "all  | /trash | action=\"/upload\" /restore /trash/purge \"/runs\" /reports/latest/ \"/rules\"",
            })
    void aPageOffersWhatItsReaderMayAndNothingElse(String group, String path, String offers) {
        List<String> wanted =
                offers == null ? List.of() : Stream.of(offers.split(" ")).toList();
        List<String> found = offered(group, path).stream()
                .filter(one -> !(one.equals("/trash\"") && (wanted.isEmpty() || path.equals("/trash"))))
                .toList();
        assertEquals(wanted, found, group + " " + path);
    }

    @Test
    void theTrashOffersAContributorWhatTheyThrewAway() {
        String[] ann = ServerWithFolders.headers("send", "ann", "Accept", "text/html");
        var mine = people.server.send("PUT", TestServer.BY_PATH + "here/mine.txt", TestServer.bytes("x"), ann);
        String id = TestServer.json(mine).stringValue("id", "");
        String before = TestServer.text(people.server.send("GET", "/trash", ann));
        people.server.send("DELETE", "/api/v1/files/" + id, ann);
        String after = TestServer.text(people.server.send("GET", "/trash", ann));

        assertTrue(!before.contains("Restore"), before);
        assertTrue(after.contains("Restore mine.txt") && !after.contains("Restore these"), after);
        assertEquals(1, after.split("/files/restore", -1).length - 1);
    }

    @Test
    void whoSeesNothingIsLedNowhere() {
        var refused =
                people.server.send("GET", "/", ServerWithFolders.headers("nobodys", "ann", "Accept", "text/html"));
        String page = TestServer.text(refused);

        assertEquals(403, refused.statusCode());
        assertTrue(page.contains("/account") && page.contains("the help desk at 4711"), page);
        for (String offered : List.of("href=\"/trash\"", "href=\"/api\"", "Go to the files", ">Files</a>")) {
            assertTrue(!page.contains(offered), offered);
        }
    }

    @Test
    void thePageOfAFileOffersWhatItsReaderMayThere() {
        String page = "/files/" + file.id();
        assertTrue(!offered("look", page).contains("/identify"));
        String only = TestServer.text(people.as("look", "GET", page));
        assertTrue(only.contains("You may look at this file only"), only);
        assertTrue(!only.contains("Move to trash"), only);
        String others = TestServer.text(people.as("send", "GET", page));
        assertTrue(!others.contains("Move to trash"), "a contributor takes back only what is theirs");
        assertTrue(!others.contains("move to trash"), "by a key neither");
        String mine = TestServer.text(people.as("edit", "GET", page));
        assertTrue(mine.contains("Move to trash") && !mine.contains("only</a>"), mine);
        assertTrue(offered("here", "/files/" + trashed.id()).contains("/trash/purge"));
        assertTrue(!offered("edit", "/files/" + trashed.id()).contains("/trash/purge"));
    }

    @Test
    void onesOwnPageSaysWhatOneMayWhereAndWhomToAsk() {
        String page = TestServer.text(people.as("send", "GET", "/account"));
        assertTrue(page.contains("in here/") && page.contains("contributor"), page);
        assertTrue(page.contains("the help desk at 4711"), page);
        assertTrue(!page.contains("hidden/"), page);
    }
}
