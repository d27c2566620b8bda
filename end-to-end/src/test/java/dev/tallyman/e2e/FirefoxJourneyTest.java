package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of {@link JourneyTest} in the other browser that people have. */
class FirefoxJourneyTest {
    private static final int LARGE = 9_000_000; // in pieces

    @TempDir
    Path temp;

    private Server server;
    private Firefox firefox;

    @BeforeEach
    void open() throws Exception {
        firefox = new Firefox(Files.createDirectory(temp.resolve("firefox")));
        server = Server.start(temp.resolve("data"));
        firefox.open(server.address() + "/");
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (firefox != null) {
            firefox.close();
        }
    }

    @Test
    void fromTheFileChooserToTheReportToTheTrashAndBack() throws Exception {
        chooseFiles();
        searchAndOpen();
        deleteAndUndo();
        processNow();
        report();
        assertEquals(List.of(), firefox.complaints());
    }

    private void chooseFiles() throws Exception {
        firefox.says("h1", "(?i)no files|empty");
        Path film = UploadTray.random(temp.resolve("film.bin"), LARGE, Chance.seeded(1));
        Path letter = Sample.letter(temp.resolve("letter.txt"));

        firefox.choose("#file-input", film, letter, Sample.picture(temp.resolve("dot.png")));

        firefox.says(".tray", "3 files uploaded");
        firefox.says(row("letter.txt") + " .c-state", "Classified");
        firefox.says(row("film.bin") + " .c-state", "Classified");
        firefox.says("h1", "3 files");
        assertEquals(-1, Files.mismatch(film, server.data().resolve("files/film.bin")));
        firefox.click("button", "Close the list of uploads");
    }

    private void searchAndOpen() throws Exception {
        firefox.type("/letter");
        Await.that("one is found", () -> firefox.count("tr[data-id]") == 1);
        firefox.click("tr[data-id] a.name");
        firefox.says("h1", "letter.txt");
        firefox.says("#says", "Classified");
        firefox.click("link", "Files");
        Await.that("all are there again", () -> firefox.count("tr[data-id]") == 3);
    }

    private void deleteAndUndo() throws Exception {
        Path onDisk = server.data().resolve("files/letter.txt");
        firefox.click(row("letter.txt") + " input");
        firefox.click("#trash-picked");
        Await.that("its row is gone", () -> firefox.count(row("letter.txt")) == 0);
        assertTrue(Files.notExists(onDisk));
        firefox.click("button", "Undo");
        Await.that("its row is back", () -> firefox.count(row("letter.txt")) == 1);
        assertTrue(Files.exists(onDisk));
    }

    private void processNow() throws Exception {
        Sample.pdf(server.data().resolve("files/copied in.pdf"));
        firefox.click("button", "Process now");
        Await.that(
                "it is found and classified",
                () -> Shell.count(server.data(), "path = 'copied in.pdf' AND state = 'classified'") == 1);
        firefox.click("link", "Runs");
        firefox.says("#history", "Sweep .*(?s:.*)Done");
        firefox.click("#history a.name");
        firefox.says("[role=log]", "\\w");
    }

    private void report() throws Exception {
        firefox.click("link", "Runs");
        firefox.click("button", "Report now");
        Await.that("there is one", () -> Files.exists(server.data().resolve("reports/latest/index.html")));
        firefox.open(server.address() + "/");
        firefox.click("link", "Report");
        firefox.says("h1", "4 files");
        firefox.says("main", "letter\\.txt");
    }

    private static String row(String name) {
        return "tr[data-id]:has([aria-label='Select " + name + "'])";
    }
}
