package dev.tallyman.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Languages by their names: every one that the table lists is known by each of its endings. */
class LanguagesTest {
    private static final Identifier IDENTIFIER = new Identifier();

    private static Identification identify(String name, String text) throws IOException {
        return IDENTIFIER.identify(name, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyProgrammingLanguageIsCodeByItsEnding() throws IOException {
        List<String> others = new ArrayList<>();
        for (String line : Table.lines("languages.tsv")) {
            String[] cells = line.split("\t", -1);
            if (cells.length < 4 || !cells[2].equals("code")) {
                continue;
            }
            String key = cells[0].split(" ", -1)[0];
            if (key.startsWith("#!")) {
                continue;
            }
            String name = key.startsWith(".") ? "hello" + key : key;
            Identification found = identify(name, "x y z\n");
            if (found.category() != Category.CODE) {
                others.add(name + " of " + cells[3] + " is " + found.mime());
            }
        }
        // Endings that a kind of data or text has as well stay what most files with them are.
        assertTrue(others.size() <= 25, () -> others.size() + ": " + others);
    }

    @ParameterizedTest
    @CsvSource({
        "a.pony, text/x-pony, Pony",
        "a.nut, text/x-squirrel, Squirrel",
        "a.wgsl, text/x-wgsl, WGSL",
        "a.hbs, text/x-handlebars, Handlebars",
        "a.odin, text/x-odin, Odin",
        "BUCK, text/x-starlark, Starlark",
    })
    void aLanguageIsKnownByItsName(String name, String mime, String format) throws IOException {
        Identification found = identify(name, "x y z\n");
        assertEquals(mime, found.mime());
        assertEquals(Category.CODE, found.category());
        assertTrue(String.valueOf(found.format()).startsWith(format), found::toString);
    }
}
