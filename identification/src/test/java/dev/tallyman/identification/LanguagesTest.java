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
        for (String line : KnowledgeTable.lines("languages.tsv")) {
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
        "a.py, 'import os\nprint(os)\n', fmt/938",
        "a, '#!/usr/bin/python3\nprint(1)\n', fmt/938",
        "a.c, '#include <stdio.h>\nint main(void) { return 0; }\n', fmt/1768",
        "a.h, '#ifndef A\nint a(void);\n#endif\n', fmt/1735",
        "a.java, 'package a;\nclass A {}\n', x-fmt/422",
        "a.yaml, 'a: 1\n', fmt/818",
        "a.md, '# Words\n', fmt/1149"
    })
    void aLanguageThatPronomKnowsByItsNameAloneHasItsId(String name, String text, String puid) throws IOException {
        assertEquals(puid, identify(name, text.replace("\\n", "\n")).puid());
    }

    @Test
    void aListOfThingsToDoIsText() throws IOException {
        assertEquals(
                "text/plain",
                identify("todo.txt", "1. Call the harbour.\n2. Mend the crane.\n")
                        .mime());
        assertEquals(
                Category.TEXT, identify("a.todotxt", "(A) Call the harbour\n").category());
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
        assertTrue(String.valueOf(found.format()).startsWith(format), found.format());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/x-python | def area(r):\\n    return 3.14 * r ** 2\\n\\nfor i in range(10):\\n    print(area(i))\\n",
                "text/x-go | package main\\n\\nimport \"fmt\"\\n\\nfunc main() {\\n\\tfmt.Println(\"hi\")\\n}\\n",
                "text/x-rust | use std::io;\\n\\npub fn main() {\\n    let mut x = 1;\\n    println!(\"{}\", x);\\n}\\n",
            })
    void aLanguageIsKnownByItsContentAlone(String mime, String text) throws IOException {
        Identification found = IDENTIFIER.identify(
                null,
                Content.of(
                        text.strip().replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8)));
        assertEquals(mime, found.mime());
        assertEquals(Category.CODE, found.category());
    }

    @Test
    void yamlThatAnnouncesItselfIsData() throws IOException {
        String yaml = "---\n# settings\nname: x\nlist:\n  - one\n  - two\n";
        Identification found = IDENTIFIER.identify(null, Content.of(yaml.getBytes(StandardCharsets.UTF_8)));
        assertEquals("application/yaml", found.mime());
        assertEquals(Category.DATA, found.category());
    }

    @Test
    void proseLogsAndTablesStayText() throws IOException {
        String prose = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age "
                + "of foolishness (as some say); it was the epoch of belief.\n\n- one thing\n- another thing\n";
        String log =
                "2026-11-30 10:00:01 INFO  [main] Server.start(Server.java:12): listening on {port=80}\n".repeat(5);
        String table = "name,size,\"other, more\"\na(),1,{x}\nb(),2,{y}\nc(),3,{z}\n";
        for (String text : List.of(prose, log, table)) {
            assertEquals(
                    Category.TEXT,
                    IDENTIFIER
                            .identify(null, Content.of(text.getBytes(StandardCharsets.UTF_8)))
                            .category(),
                    text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a.pl ~ :- module(m, [p/1]).\\n\\np(X) :- q(X), \\\\+ r(X).\\nq([]).\\nq([_|T]) :- q(T).\\n ~ text/x-prolog",
                "a.pl ~ use strict;\\nmy %h = (a => 1);\\nforeach my $k (keys %h) { print \"$k\\\\n\"; }\\n ~ text/x-perl",
            })
    void theContentChoosesAmongTheLanguagesOfAnEnding(String name, String text, String mime) throws IOException {
        assertEquals(mime, identify(name, text.replace("\\n", "\n")).mime());
    }
}
