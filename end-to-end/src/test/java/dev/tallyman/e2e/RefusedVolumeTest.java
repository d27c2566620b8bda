package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.e2e.Tallyman.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A volume that cannot be used is refused at start, with the reason and the cure. */
class RefusedVolumeTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"report", "status", "housekeeping", "restore"})
    void aFolderThatIsNotThereIsNotMadeByACommandThatOnlyUsesIt(String command) throws Exception {
        Path data = temp.resolve("nowhere");

        refused(Tallyman.run(command, "--data", data), data.toString());

        assertFalse(Files.exists(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "sweep"})
    void aMissingParentIsRefused(String command) throws Exception {
        Path data = temp.resolve("not mounted/data");

        refused(started(command, data), "not mounted", "mount");

        assertFalse(Files.exists(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "sweep", "report", "housekeeping", "restore", "status"})
    void aReadOnlyVolumeIsRefused(String command) throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        try (var volume = Mounted.readOnly(data, temp.resolve("mounted"))) {
            refused(started(command, volume.data()), "read-only", "read-write");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "sweep", "report", "housekeeping", "restore", "status"})
    void aNetworkFileSystemIsRefused(String command) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("export"));
        try (var volume = Mounted.fuse(folder, temp.resolve("mounted"))) {
            refused(started(command, volume.data()), "network file system", "disk of this machine");
        }
        assertEquals(List.of(), List.of(folder.toFile().list()));
    }

    @Test
    void aFolderWithOtherThingsIsRefusedAndToldHowToAdoptThem() throws Exception {
        Path data = Files.createDirectory(temp.resolve("data"));
        Files.writeString(data.resolve("holiday.jpg"), "mine");

        refused(started("serve", data), "holiday.jpg", "mv ");

        assertEquals(List.of("holiday.jpg"), List.of(data.toFile().list()));
    }

    @Test
    void lostAndFoundIsNobodysBusiness() throws Exception {
        Path data = Files.createDirectory(temp.resolve("data"));
        Files.createDirectory(data.resolve("lost+found"));

        Tallyman.sweep(data);
    }

    @Test
    void anIndexOfANewerProgramIsRefusedAndLeftAlone() throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Shell.run("sqlite3", data.resolve("index/tallyman.db"), "PRAGMA user_version = 4711");

        for (var command : List.of("sweep", "status")) {
            refused(Tallyman.run(command, "--data", data), "newer", "4711");
        }

        assertEquals(List.of("4711"), Shell.query(data, "PRAGMA user_version"));
    }

    private static Outcome started(String command, Path data) throws Exception {
        return List.of("serve", "demo").contains(command)
                ? Tallyman.run(command, "--data", data, "--port", Server.freePort(), "--health-port", Server.freePort())
                : Tallyman.run(command, "--data", data);
    }

    private static void refused(Outcome outcome, String... words) {
        outcome.ended(3);
        for (String word : words) {
            assertTrue(outcome.err().contains(word), () -> word + " is not in: " + outcome.err());
        }
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }
}
