package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads the reports of single folders. */
class FolderReportsTest {
    private final ServerWithFolders people;

    FolderReportsTest(@TempDir Path folder) throws IOException {
        people = new ServerWithFolders(folder);
        for (String one : new String[] {"here", "there", "hidden"}) {
            people.put(one + "/a.txt");
        }
        Path reports = people.server.data.resolve("reports");
        report(reports.resolve("7"), "all");
        report(reports.resolve("7/folders/here"), "here");
        report(reports.resolve("7/folders/hidden"), "hidden");
        Files.createSymbolicLink(reports.resolve("latest"), Path.of("7"));
    }

    private static void report(Path folder, String about) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("index.html"), """
                <h1>report of %s</h1><a data-live="/">1</a><a data-live="/?state=failed" href="x.html">2</a><a data-live="/files/3">3</a>
                """.formatted(about));
        Files.writeString(folder.resolve("data/files.csv"), about);
    }

    @AfterEach
    void close() {
        people.close();
    }

    @ParameterizedTest
    @CsvSource({
        "all, latest/, 200",
        "all, latest/folders/hidden/, 200",
        "all, 7/folders/here/data/files.csv, 200",
        "look, latest/, 403",
        "look, latest/data/files.csv, 403",
        "look, latest/folders/here/, 200",
        "look, 7/folders/here/data/files.csv, 200",
        "look, latest/folders/hidden/, 404",
        "look, 7/folders/hidden/data/files.csv, 404",
        "look, latest/folders/none/, 404",
        "look, latest/folders/here/../hidden/, 400",
        "look, latest/folders/here/%2e%2e/hidden/, 400",
        "look, latest/folders/here%2f..%2fhidden/, 400",
        "look, latest/folders, 403",
        "look, latest/folders/, 403",
        "here, latest/folders/here/, 200",
        "here, latest/folders/hidden/, 404",
        "here, latest/folders/here, 302",
        "edit, latest/folders/there/, 404",
    })
    void aFoldersReportIsForThoseWhoSeeAllOfTheFolder(String group, String path, int status) {
        var answer = people.as(group, "GET", "/reports/" + path);
        assertEquals(status, answer.statusCode(), () -> text(answer));
        assertEquals(status, people.as(group, "HEAD", "/reports/" + path).statusCode());
        if (status == 404) {
            String none = text(people.as(group, "GET", "/reports/latest/folders/nowhere/"));
            assertEquals(none.replace("nowhere", ""), text(answer).replaceAll("hidden|none|there", ""));
        }
    }

    @Test
    void itsNumbersLeadToTheListsOfThatFolder() {
        String page = text(people.as("here", "GET", "/reports/latest/folders/here/"));
        assertTrue(page.contains("<a href=\"/?folder=here\">1"), page);
        assertTrue(page.contains("<a href=\"/?state=failed&amp;folder=here\">2"), page);
        assertTrue(page.contains("<a href=\"/files/3\">3"), page);
        String whole = text(people.as("all", "GET", "/reports/latest/"));
        assertTrue(whole.contains("<a href=\"/\">1"), whole);
    }

    @Test
    void thePagesLeadEverybodyToWhatTheyMayRead() throws IOException {
        assertEquals("/reports/latest/", header(people.as("all", "GET", "/reports"), "Location"));
        assertEquals("/reports/latest/folders/here/", header(people.as("look", "GET", "/reports"), "Location"));
        assertEquals("/reports", header(people.as("look", "GET", "/reports/"), "Location"));
        assertTrue(text(people.as("look", "GET", "/")).contains("href=\"/reports\">Report"));
        assertEquals(403, people.as("nobody", "GET", "/reports").statusCode());

        report(people.server.data.resolve("reports/7/folders/there"), "there");
        String list = text(people.as("look", "GET", "/reports"));
        assertTrue(list.contains("/reports/latest/folders/here/") && list.contains("/folders/there/"), list);
        assertFalse(list.contains("hidden/"), list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"look", "here"})
    void withoutThemOnlyTheWholeIsThere(String group) throws IOException {
        Files.move(people.server.data.resolve("reports/7/folders"), people.server.data.resolve("elsewhere"));
        assertEquals(403, people.as(group, "GET", "/reports").statusCode());
        assertFalse(text(people.as(group, "GET", "/")).contains("/reports"));
    }
}
