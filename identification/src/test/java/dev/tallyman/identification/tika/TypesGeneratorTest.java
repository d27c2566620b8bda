package dev.tallyman.identification.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypesGeneratorTest {
    private static final Path RESOURCES = Path.of("src/main/resources/dev/tallyman/identification");

    /** After a newer Tika or a change of ours: make it anew, as docs/identification.md tells. */
    @Test
    void theTableIsWhatTikaAndWeSay() throws Exception {
        String made = TypesGenerator.table(RESOURCES.resolve("custom-mimetypes.xml"));
        String kept = java.nio.file.Files.readString(RESOURCES.resolve("types.tsv"), StandardCharsets.UTF_8);
        List<String> lines = Arrays.asList(made.split("\n", -1));
        assertEquals(lines, Arrays.asList(kept.split("\n", -1)));
    }
}
