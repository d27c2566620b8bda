package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of files that came from where their reader does not see, or went there. */
class MovedFilesTest {
    private final ServerWithFolders people;

    MovedFilesTest(@TempDir Path folder) throws IOException {
        people = new ServerWithFolders(folder);
    }

    @AfterEach
    void close() {
        people.close();
    }

    private void move(StoredFile file, String to) {
        var moved = people.server.send(
                "POST",
                "/api/v1/files/" + file.id() + "/move",
                bytes("{\"to\": \"" + to + "\"}"),
                ServerWithFolders.headers("all", "boss", "Content-Type", "application/json"));
        assertEquals(200, moved.statusCode(), text(moved));
    }

    private void tells(String group, String address, boolean tells) {
        String said = text(people.as(group, "GET", address));
        assertEquals(
                tells, said.contains("xyzzy") || said.contains("hidden/"), () -> group + " " + address + "\n" + said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "look"})
    void whereAFileWasBeforeIsToldToThoseWhoSeeThatFolder(String group) {
        StoredFile file = people.put("hidden/xyzzy.txt");
        move(file, "here/seen.txt");
        for (String address : List.of("/api/v1/files/" + file.id(), "/files/" + file.id())) {
            assertEquals(200, people.as(group, "GET", address).statusCode());
            tells(group, address, false);
            tells("all", address, true);
        }
        for (String address : List.of(
                "/api/v1/events/history",
                "/api/v1/events/history?file=" + file.id(),
                "/activity",
                "/?q=seen",
                "/api/v1/files",
                "/api/v1/files?folder=here")) {
            tells(group, address, false);
        }
        assertFalse(
                text(people.as(group, "GET", "/api/v1/files?q=xyzzy")).contains("seen.txt"), "found by its old name");
    }

    @Test
    void whereAFileWentIsToldToThoseWhoSeeThatFolder() {
        StoredFile file = people.put("here/left.txt");
        move(file, "hidden/xyzzy.txt");
        for (String address : List.of("/api/v1/events/history", "/activity", "/api/v1/events/history?deed=move")) {
            String said = text(people.as("here", "GET", address));
            assertTrue(said.contains("left.txt") || said.contains("/files/" + file.id()), said);
            tells("here", address, false);
            tells("all", address, true);
        }
        assertEquals(404, people.as("here", "GET", "/api/v1/files/" + file.id()).statusCode());
    }
}
