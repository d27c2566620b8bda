package dev.tallyman.volume.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../escape",
                "a/../../escape",
                "%2e%2e/escape",
                "a/%2e%2e/b",
                "%2fetc/passwd",
                "/etc/passwd",
                "a//b",
                "a/",
                "a%00b",
                "a/./b",
                "lost+found",
                "lost%2Bfound/a",
                "a%2",
                "a%zz",
                "%"
            })
    void aPathThatCouldLeadElsewhereIsRefused(String url) {
        assertThrows(BadPathException.class, () -> FilePath.ofUrl(url));
    }

    @Test
    void aSegmentOver255BytesIsRefusedAndOneOf255IsNot() {
        assertThrows(BadPathException.class, () -> FilePath.of("a/" + "x".repeat(256)));
        assertEquals(255, FilePath.of("é".repeat(127) + "x").bytes().length);
        assertThrows(BadPathException.class, () -> FilePath.of("é".repeat(128)));
    }

    @Test
    void aNameIsItsBytesWhateverTheyAre(@TempDir Path folder) throws IOException {
        FilePath path = FilePath.ofUrl("sub/Stra%DFe%0A%22%E2%80%AE.txt");
        assertFalse(path.isUtf8());
        Path file = path.under(folder);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        try (OpenFolder open = OpenFolder.of(folder)) {
            FilePath back = open.list(path.parent().orElseThrow()).getFirst().name();
            assertArrayEquals(path.last().bytes(), back.bytes());
        }
    }

    @Test
    void urlAndBackGivesTheSameBytes() {
        byte[] all = new byte[254];
        for (int i = 0; i < all.length; i++) {
            int value = i + 1;
            all[i] = (byte) (value >= '/' ? value + 1 : value);
        }
        FilePath path = FilePath.of(all);
        assertEquals(path, FilePath.ofUrl(path.url()));
    }

    @Test
    void aTakenNameGetsANumberBeforeItsEnding() {
        assertEquals("a/name (2).ext", FilePath.of("a/name.ext").numbered(2).text());
        assertEquals(".profile (3)", FilePath.of(".profile").numbered(3).text());
        assertEquals("no ending (2)", FilePath.of("no ending").numbered(2).text());
    }

    @Test
    void aNumberedNameStaysWithin255BytesAndCutsBetweenCharacters() {
        FilePath numbered = FilePath.of("é".repeat(125) + ".tiff").numbered(10);
        assertTrue(numbered.bytes().length <= 255);
        assertTrue(numbered.isUtf8());
        assertTrue(numbered.text().endsWith(" (10).tiff"));
    }

    @Test
    void pathsOrderByUnsignedBytes() {
        FilePath latin = FilePath.of("é".getBytes(StandardCharsets.UTF_8));
        assertTrue(FilePath.of("z").compareTo(latin) < 0);
    }

    @Test
    void theEndingIsLowerCaseAndHiddenFilesHaveNone() {
        assertEquals("pdf", FilePath.of("a/B.PDF").extension());
        assertEquals("", FilePath.of("a.b/.profile").extension());
        assertEquals("", FilePath.of("name.").extension());
    }
}
