package dev.tallyman.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.processor.Stage;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesDiffTest {
    @TempDir
    Path folder;

    private Stage stage;
    private Path old;
    private Path now;

    @BeforeEach
    void create() throws IOException, InterruptedException {
        stage = new Stage(folder);
        stage.drop("a/notes.txt", "some notes\n");
        stage.drop("a/results.trx", "<?xml version=\"1.0\"?><TestRun/>\n");
        stage.drop("b/script.py", "#!/usr/bin/env python3\nimport os\nprint(os.name)\n");
        stage.drop("b/table.csv", "a,b,c\n1,2,3\n4,5,6\n");
        old = Files.writeString(folder.resolve("old.yaml"), "categories: {extensions: {trx: document, py: data}}\n");
        now = Files.writeString(folder.resolve("new.yaml"), """
                categories: {extensions: {trx: data}, types: {text/csv: document}}
                scheduling: {priorities: {b/: 5}}
                uploads: {refuse: [py]}
                retention: {trash: 0s}
                """);
        assertEquals(0, stage.sweep("--rules", old.toString()).exit());
    }

    private Stage.Ended diff(String against, String... more) throws IOException, InterruptedException {
        String[] all = new String[6 + more.length];
        String[] begin = {"rules", "--diff", old.toString(), now.toString(), "--against", against};
        System.arraycopy(begin, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return stage.run(all);
    }

    private Map<String, String> categories() {
        Map<String, String> categories = new TreeMap<>();
        for (StoredFile file :
                stage.index(index -> index.catalog().list(Listing.newest(100))).files()) {
            categories.put(file.path().text(), file.category().orElseThrow().label());
        }
        return categories;
    }

    @Test
    void theChangeAppliedAfterwardsDoesWhatThePreviewSaidAndNothingElse() throws Exception {
        long trashed = stage.file("a/notes.txt").id();
        stage.index(index -> index.trash().put(trashed));
        Map<String, String> expected = categories();
        Stage.Ended preview = diff(stage.data.toString(), "--json");
        assertEquals(1, preview.exit(), preview.err());
        JsonObject said = JsonParser.create(preview.out()).readJsonObject();
        for (var item : said.arrayValue("items").orElseThrow().values()) {
            JsonObject change = item.asObject();
            if (change.stringValue("change", "").equals("category")) {
                assertEquals(
                        change.stringValue("to", ""),
                        change.stringValue("from", "")
                                        .equals(expected.put(
                                                change.stringValue("path", ""), change.stringValue("to", "")))
                                ? change.stringValue("to", "")
                                : "");
            }
        }
        JsonObject sums = said.objectValue("changes").orElseThrow();
        assertEquals(3, sums.intValue("category", 0));
        assertEquals(2, sums.intValue("priority", 0));
        assertEquals(1, sums.intValue("refusal", 0));
        assertEquals(1, sums.intValue("purge", 0));

        assertEquals(0, stage.sweep("--rules", now.toString()).exit());
        assertEquals(expected, categories());
        assertEquals(
                0,
                stage.run(stage.command("housekeeping", "--rules", now.toString()))
                        .exit());
        assertTrue(stage.index(index -> index.catalog().find(trashed)).isEmpty());
    }

    @Test
    void theSameRulesChangeNothingAndExitWith0() throws Exception {
        now = old;
        Stage.Ended preview = diff(stage.data.toString());
        assertEquals(0, preview.exit(), preview.err());
        assertEquals("Nothing would change for 4 files\n", preview.out());
    }

    @Test
    void aTableOfAReportWillDoAndMarkdownNamesEachChange() throws Exception {
        Path table = Files.writeString(folder.resolve("files.csv"), """
                id,path,path_bytes,size,state,category,mime
                1,a/results.trx,,31,classified,document,application/xml
                2,'=b|c.py,,5,classified,data,text/x-python
                """);
        Stage.Ended preview = diff(table.toString(), "--markdown");
        assertEquals(1, preview.exit(), preview.err());
        assertTrue(preview.out().contains("| a/results\\.trx | category | document | data |"), preview.out());
        assertTrue(preview.out().contains("| =b\\|c\\.py | refusal | taken | refused\\: py |"), preview.out());
    }

    @Test
    void whatIsNoTableOfAReportEndsWith2() throws Exception {
        Path table = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        Stage.Ended preview = diff(table.toString());
        assertEquals(2, preview.exit(), preview.err());
        assertTrue(preview.err().contains("no column “path”"), preview.err());
    }
}
