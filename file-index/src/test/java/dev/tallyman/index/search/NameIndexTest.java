package dev.tallyman.index.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Intake;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search in names finds, with their index and before there is one. */
class NameIndexTest extends OnAVolume {
    private void follow() {
        while (data.index.names().follow()) {
            // one batch more
        }
    }

    private List<String> found(String words) {
        return found(Filter.of(new Condition.Named(words)));
    }

    private List<String> found(Filter filter) {
        return data.index.catalog().list(new Listing(filter, Listing.Sort.NAME, false, null, 1_000)).files().stream()
                .map(file -> file.path().text())
                .toList();
    }

    private Path search() {
        return data.volume.index().resolve("search.db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plan budget   | 2026/Budget plan.xlsx;budget/old-plan.txt
            BUDGET -2026  | budget/old-plan.txt
            *.txt         | budget/old-plan.txt;notes.txt
            old*          | budget/old-plan.txt
            b?dg*pl       | 2026/Budget plan.xlsx;budget/old-plan.txt
            "budget plan" | 2026/Budget plan.xlsx
            -plan -txt    | a[1].png;Münchën.doc
            munchen       | Münchën.doc
            MÜNCHEN       | Münchën.doc
            a[1           | a[1].png
            [1]*          | ''
            *[1].png      | a[1].png
            xt            | notes.txt.zip;budget/old-plan.txt;notes.txt
            nothing here  | ''
            """)
    void wordsInAnyOrderWithWildcardsAndWithoutOthersFindTheSameWithAndWithoutTheIndex(String words, String expected)
            throws Exception {
        for (String name : List.of(
                "2026/Budget plan.xlsx",
                "budget/old-plan.txt",
                "notes.txt",
                "notes.txt.zip",
                "a[1].png",
                "Münchën.doc")) {
            data.upload(name, name);
        }
        Set<String> names = expected.isEmpty() ? Set.of() : Set.of(expected.split(";"));
        assertEquals(names, Set.copyOf(found(words)));
        follow();
        assertTrue(data.index.names().isReady());
        assertEquals(names, Set.copyOf(found(words)));
    }

    @Test
    void whatIsNotFollowedYetIsFound() throws Exception {
        data.upload("first-invoice.txt", "a");
        follow();
        data.upload("second-invoice.txt", "b");
        assertEquals(List.of("first-invoice.txt", "second-invoice.txt"), found("invoice"));
        follow();
        assertEquals(List.of("first-invoice.txt", "second-invoice.txt"), found("invoice"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatComesBackUnderAnotherNameIsFoundUnderIt(boolean followed) throws Exception {
        long id = data.upload("letter.txt", "a").id();
        follow();
        data.index.trash().put(id);
        data.upload("letter.txt", "b");
        data.index.trash().restore(id);
        if (followed) {
            follow();
        }
        assertEquals(List.of("letter (2).txt"), found("\"(2)\" -a"));
        assertEquals(List.of("letter (2).txt", "letter.txt"), found("letter"));
    }

    @Test
    void theTrashIsSearchedAndWhatIsPurgedLeavesNothingBehind() throws Exception {
        long id = data.upload("secret-plan.txt", "a").id();
        follow();
        data.index.trash().put(id);
        assertEquals(List.of(), found("secret"));
        assertEquals(
                List.of("secret-plan.txt"),
                found(Filter.of(new Condition.Named("secret")).in(State.TRASHED)));
        data.index.trash().purge(id);
        follow();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + search());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM named")) {
            assertEquals(0, rows.getInt(1));
        }
    }

    @Test
    void aNameThatIsNotUtf8IsFoundByWhatCanBeRead() throws Exception {
        FilePath path = FilePath.of("r\u00e9sum\u00e9-scan.txt".getBytes(StandardCharsets.ISO_8859_1));
        StoredFile file = data.upload(path, "a", Intake.Taken.NUMBER);
        follow();
        assertEquals(List.of(file.path().text()), found("scan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "damaged", "empty", "of another index"})
    void aFileThatIsGoneOrOfNoUseIsMadeAgain(String how) throws Exception {
        data.upload("first-invoice.txt", "a");
        follow();
        if (how.equals("of another index")) {
            // Its file of this id is called otherwise; what it says it has taken up looks the same.
            execute(search(), "UPDATE mark SET value = 1 WHERE key = 'index'");
            execute(search(), "DELETE FROM name");
            execute(search(), "INSERT INTO name (rowid, folded) SELECT id, 'another-name.txt' FROM named");
            data.reopen();
        } else {
            data.index.names().close();
            Files.delete(search());
            if (!how.equals("gone")) {
                Files.writeString(search(), how.equals("empty") ? "" : "no database at all".repeat(100));
            }
        }
        assertFalse(data.index.names().isReady());
        assertEquals(List.of("first-invoice.txt"), found("invoice"));
        follow();
        assertTrue(data.index.names().isReady());
        assertEquals(List.of("first-invoice.txt"), found("invoice"));
    }

    @Test
    void aSearchThatLooksAtEveryNameCountsNoFurtherThanAThousand() throws Exception {
        data.upload("ab-first.txt", "a");
        execute(data.volume.database(), """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
                INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state, state_since)
                SELECT CAST('ab-' || i AS BLOB), 1, x'', 'ab-' || i, '', 1, 0, 1000000 + i, 'found', 0, 'received', 0 FROM n
                """);
        Facets letters = data.index.catalog().facets(Filter.of(new Condition.Named("ab")), 10_001);
        assertTrue(letters.more());
        assertEquals(1_001, letters.shown().files());
        follow();
        Facets word = data.index.catalog().facets(Filter.of(new Condition.Named("ab-")), 10_001);
        assertFalse(word.more());
        assertEquals(1_501, word.shown().files());
    }

    @Test
    void whatIsTakenFromUnderTheServerIsMadeAgain() throws Exception {
        data.upload("first-invoice.txt", "a");
        follow();
        SearchFile.delete(search());
        follow();
        assertTrue(Files.size(search()) > 0);
        assertEquals(List.of("first-invoice.txt"), found("invoice"));
    }

    @Test
    void whatAnEarlierProgramWroteIsPutRightAfterAStart() throws Exception {
        long id = data.upload("früher.txt", "a").id();
        follow();
        execute(data.volume.database(), "UPDATE file SET folded = 'früher.txt' WHERE id = " + id);
        assertEquals(List.of(), found("fruher"));
        data.reopen();
        follow();
        assertEquals(List.of("früher.txt"), found("fruher"));
    }

    @Test
    void aSearchThatWouldTakeForeverIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> NameWord.of("a*b*c*d*e*f"));
        assertThrows(IllegalArgumentException.class, () -> NameWord.of("x ".repeat(30)));
    }

    @Test
    void anyPartOfAnyNameFindsWhatALookAtAllOfThemFinds() throws Exception {
        var random = new Random(7);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            names.add("f%d/%s-%d.txt".formatted(i % 7, Integer.toString(random.nextInt(1 << 30), 36), i));
            data.upload(names.getLast(), "x");
        }
        List<String> searches = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = names.get(random.nextInt(names.size()));
            int at = random.nextInt(name.length() - 3);
            searches.add(name.substring(at, at + 3));
        }
        List<List<String>> before = searches.stream().map(this::found).toList();
        follow();
        assertEquals(before, searches.stream().map(this::found).toList());
    }

    private static void execute(Path database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
