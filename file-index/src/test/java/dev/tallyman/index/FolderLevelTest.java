package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.catalog.FolderLevel;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which folders lie in a folder, and what they hold. */
class FolderLevelTest extends OnAVolume {
    private FolderLevel level(String folder) {
        return data.index
                .catalog()
                .folders(folder.isEmpty() ? Optional.empty() : Optional.of(FilePath.of(folder)), true);
    }

    private static List<String> names(FolderLevel level) {
        return level.folders().stream().map(one -> one.path().text()).toList();
    }

    private static List<Totals.Count> counts(FolderLevel level) {
        return level.folders().stream().map(FolderLevel.Folder::count).toList();
    }

    @Test
    void foldersAreFoundBetweenAnyNumberOfFilesAndSayWhatLiesBelow() throws Exception {
        for (int i = 0; i < 120; i++) {
            data.upload("m" + i + ".txt", "x");
        }
        data.upload("a/b/c/deep.txt", "four");
        data.upload("a/b.txt", "two!!");
        data.upload("a-b/one.txt", "1");
        data.upload("z/last.txt", "end");

        FolderLevel root = level("");

        assertEquals(List.of("a-b", "a", "z"), names(root), "in byte order of what lies in them");
        assertEquals(List.of(new Totals.Count(1, 1), new Totals.Count(2, 9), new Totals.Count(1, 3)), counts(root));
        assertFalse(root.more());
        assertEquals(List.of("a/b"), names(level("a")));
        assertEquals(List.of("a/b/c"), names(level("a/b")));
        assertEquals(List.of(), names(level("a/b/c")));
    }

    @Test
    void onlyWhatSomebodySeesIsNamedAndCounted() throws Exception {
        data.upload("a/open/1.txt", "1");
        data.upload("a/secret/2.txt", "22");
        data.upload("a/z.txt", "333");
        data.upload("b/secret.txt", "4");
        var sight = new Sight(List.of(new Sight.Stretch("a/", "a/secret/"), new Sight.Stretch("a/secret0", "a0")));

        sight.see(() -> {
            assertEquals(List.of("a"), names(level("")));
            assertEquals(List.of(new Totals.Count(2, 4)), counts(level("")));
            assertEquals(List.of("a/open"), names(level("a")));
            assertEquals(List.of(), names(level("b")));
            assertEquals(List.of(FilePath.of("a")), data.index.catalog().topFolders());
            return true;
        });
        new Sight(List.of()).see(() -> {
            assertEquals(List.of(), names(level("")));
            return true;
        });
    }

    @Test
    void whatIsTrashedOrMissingMakesNoFolder() throws Exception {
        data.upload("gone/a.txt", "x");
        data.index.trash().put(data.find("gone/a.txt").id());
        Files.delete(data.drop("lost/b.txt", "one"));
        data.drop("lost/c.txt", "one");
        data.drop("kept/d.txt", "one");
        data.discover();
        Files.delete(data.volume.files().resolve("lost/c.txt"));
        data.discover();

        assertEquals(List.of("kept"), names(level("")));
    }

    @Test
    void aLevelEndsAfterTwoHundredAndSaysSo() throws Exception {
        for (int i = 0; i < 203; i++) {
            data.upload("f%03d/a.txt".formatted(i), "x");
        }

        FolderLevel root = level("");

        assertEquals(200, root.folders().size());
        assertEquals("f199", root.folders().getLast().path().text());
        assertTrue(root.more());
    }
}
