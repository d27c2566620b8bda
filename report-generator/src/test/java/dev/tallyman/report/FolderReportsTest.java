package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of single folders within the report of all. */
class FolderReportsTest {
    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() throws IOException {
        intake = new TestIntake(folder);
        intake.folders = true;
        intake.fill();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private String summary(String of) throws IOException {
        return intake.page("folders/" + of + "/data/summary.json");
    }

    @Test
    void eachFolderAtTheRootHasOneWithItsFilesAndNoOthers() throws IOException {
        intake.upload("at the root.txt", "in no folder");
        intake.index.trash().put(5); // text/notes.txt
        intake.upload("texts/no part of text.txt", "x");
        intake.report();

        assertEquals(
                List.of("odd", "photos", "text", "texts"),
                Folders.names(intake.latest().resolve("folders")));
        assertTrue(summary("photos").startsWith("{\"files\":3,"), summary("photos"));
        assertTrue(summary("photos").contains("\"duplicate_groups\":1"), summary("photos"));
        assertTrue(summary("text").startsWith("{\"files\":1,"), summary("text"));
        assertTrue(summary("text").contains("\"trashed\":1"), summary("text"));
        assertTrue(intake.page("data/summary.json").startsWith("{\"files\":8,"), "that of all is of all");
        tellsNothingOf("photos", "text/", "notes", "thing.xyz", "Sweep 1", "at the root");
        tellsNothingOf("odd", "photos", "notes", "Sweep 1", "at the root");
    }

    private void tellsNothingOf(String of, String... others) throws IOException {
        Path own = intake.latest().resolve("folders").resolve(of);
        for (String file : Folders.files(own)) {
            Path page = own.resolve(file);
            String said = file.endsWith(".gz")
                    ? String.join("\n", Csvs.gzipLines(page))
                    : Files.readString(page, StandardCharsets.ISO_8859_1);
            for (String other : others) {
                assertFalse(
                        !file.startsWith("assets") && said.contains(other), () -> of + "/" + file + " tells " + other);
            }
        }
    }

    @Test
    void oneIsComparedWithTheLastOfTheSameFolder() throws IOException {
        intake.report();
        intake.upload("photos/new.jpg", "new");
        intake.upload("text/new.txt", "another");
        intake.report();
        String changes = intake.page("folders/photos/data/changes.csv");
        assertTrue(changes.contains("photos/new.jpg") && !changes.contains("text/"), changes);
    }

    @Test
    void aFolderMayBeCalledAnything() throws IOException {
        byte[] name = {'a', (byte) 0xff, '\'', '/', 'f'};
        intake.upload(FilePath.of(name), "x");
        intake.upload("folders/index.html", "x");
        intake.upload("x' OR 1=1 --/f", "x");
        intake.report();
        for (var top : List.of(
                FilePath.of(new byte[] {'a', (byte) 0xff, '\''}),
                FilePath.of("x' OR 1=1 --"),
                FilePath.of("folders"))) {
            Path own = top.under(intake.latest().resolve("folders"));
            assertTrue(Files.readString(own.resolve("data/summary.json")).startsWith("{\"files\":1,"), top::toString);
        }
    }

    @Test
    void withoutTheRuleThereIsNone() throws IOException {
        intake.folders = false;
        intake.report();
        assertFalse(Files.exists(intake.latest().resolve("folders")));
    }
}
