package dev.tallyman.index.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.OnAVolume;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search in texts finds and shows. */
class TextSearchTest extends OnAVolume {
    private static final List<String> TEXTS = List.of(
            "The annual report of the Müller company, invoice 4711.",
            "A company report that nobody wants: not annual at all. don't foo_bar(x)",
            "合同编号2024年北京市朝阳区。合同",
            "東京タワーのレポート、データ ﾃﾞｰﾀ",
            "สวัสดีชาวโลก ทดสอบระบบ",
            "Ελληνικά κείμενο ΟΔΌΣ, русский текст, ｆｕｌｌ width ﬁne",
            "report report report report report",
            "In der Großen Straße, Kadıköy");

    private void put() {
        List<TextIndex.FileText> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            texts.add(new TextIndex.FileText(i + 1, PreparedText.of(TEXTS.get(i), null)));
        }
        data.index.texts().put(texts);
    }

    private String found(String words) {
        return data.index.search().find(TextQuery.of(words)).files().stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            report                | 1 2 7
            REPORT annual         | 1 2
            "annual report"       | 1
            "report annual"       | ''
            muller                | 1
            "grossen strasse"     | 8
            Straße kadikoy        | 8
            GROSS*                | 8
            MÜLLER                | 1
            inv*                  | 1
            "annual rep"*         | 1
            report -company       | 7
            company -"annual report" | 2
            don't                 | 2
            foo bar               | 2
            foo_bar(x)            | 2
            4711                  | 1
            合同                    | 3
            北京                    | 3
            京市朝                   | 3
            京                     | 3 4
            区                     | 3
            同编号2024              | 3
            "合同 编号"               | ''
            合编                    | ''
            タワー                   | 4
            データ                   | 4
            ﾃﾞｰﾀ                   | 4
            レポート                  | 4
            ชาวโลก                | 5
            ระบบ                  | 5
            οδος                  | 6
            κειμενο               | 6
            ТЕКСТ                 | 6
            full fine             | 6
            nothing               | ''
            """)
    void wordsPhrasesBeginningsAndOthersLeftOutInAnyScript(String words, String expected) {
        put();
        assertEquals(expected, found(words));
    }

    @Test
    void aTextThatAnEarlierProgramTookUpIsFoundAsItWas() throws Exception {
        put();
        var address = "jdbc:sqlite:" + data.volume.index().resolve("text.db");
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO words (rowid, text) VALUES (9, 'alte straße ')");
        }
        assertEquals("8 9", found("Straße"));
        assertEquals("9", found("\"alte STRAẞE\""));
        assertEquals("8", found("Straße -alte"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "annual       | quotation mark
            -draft        | needs a word
            &&            | needs a word
            in*voice      | at the end of a word
            *             | stands alone
            a -           | stands alone
            a*            | two letters
            """)
    void whatCannotBeUnderstoodSaysWhatToWrite(String words, String said) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> TextQuery.of(words))
                .getMessage());
        assertTrue(message.contains(said), message);
    }

    @Test
    void theBestComesFirst() {
        put();
        assertEquals(7, data.index.search().find(TextQuery.of("report")).files().getFirst());
    }

    private static String shown(String text, String words) {
        return Snippet.of(text, TextQuery.of(words)).pieces().stream()
                .map(piece -> piece.match() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }

    @Test
    void aSnippetShowsWhereMostOfItStandsTogether() {
        String text =
                "word ".repeat(400) + "alpha " + "word ".repeat(100) + "Alpha\n\tand  BÉTA " + "word ".repeat(400);
        String shown = shown(text, "alpha beta");
        assertTrue(shown.contains("[Alpha] and [BÉTA] word"), shown);
        assertTrue(shown.startsWith("…word ") && shown.endsWith(" word…"), shown);
        assertTrue(shown.length() < 300, shown);
        assertEquals("x [b]<[b]>", shown("x b<b>", "b"));
        assertEquals("[合同]编号2024年北京市朝阳区。[合同]", shown(TEXTS.get(2), "合同"));
        assertEquals("合同编号2024年北[京]市朝阳区。合同", shown(TEXTS.get(2), "京"));
        assertEquals("the [annual report] of", shown("the annual report of", "\"annual rep\"*"));
        assertEquals("", shown("nothing here", "absent"));
        String endless = "x".repeat(100_000) + " and " + "more ".repeat(1_000);
        assertEquals("[" + "x".repeat(180) + "]…", shown(endless, "xxx*"));
        String phrase = "word ".repeat(60).strip();
        String long60 = shown(phrase + " " + "other ".repeat(100), "\"" + phrase + "\" word");
        assertTrue(long60.startsWith("[word word") && long60.length() < 400, long60);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_096, 20_000})
    void aDamagedFileIsMadeAgainUnderAnotherName(int from) throws Exception {
        String before = data.index.texts().prepare();
        put();
        data.index.texts().close();
        Path file = data.volume.index().resolve("text.db");
        Files.deleteIfExists(file.resolveSibling("text.db-wal"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[(int) Math.max(0, channel.size() - from)]), from);
        }
        for (int i = 0; i < 3; i++) {
            try {
                found("report");
                put();
            } catch (RuntimeException e) {
                // the next time it is new
            }
        }
        assertEquals("1 2 7", found("report"));
        assertNotEquals(before, data.index.texts().prepare());
    }

    @Test
    void aDeletedFileIsMadeAgainWhileItIsOpen() throws Exception {
        String before = data.index.texts().prepare();
        Files.delete(data.volume.index().resolve("text.db"));
        assertEquals("", found("report"));
        put();
        assertEquals("1 2 7", found("report"));
        assertNotEquals(before, data.index.texts().prepare());
    }
}
