package dev.tallyman.identification.pronom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryNamesTest {
    @ParameterizedTest
    @CsvSource({
        "602Text Document, DOCUMENT",
        "Phantom CINE Compressed Video File, VIDEO",
        "Yamaha Wave Audio, AUDIO",
        "Serif DrawPlus Drawing, IMAGE",
        "CRT C64 Cartridge Image Format, DATA",
        "FreeArc Archive Format, ARCHIVE",
        "Minitab Project, DATA",
        "VLW Font File, FONT",
        "Sparky, DATA",
    })
    void theWordsOfANameTellTheCategory(String name, Category category) {
        assertEquals(category, RegistryNames.category(name));
    }

    @Test
    void namesOfTheSameFormatHaveATellingWordInCommon() {
        assertTrue(RegistryNames.areAkin("Wavefront OBJ File", "Wavefront OBJ"));
        assertTrue(RegistryNames.areAkin("CorelDraw Drawing", "CorelDRAW"));
        assertFalse(RegistryNames.areAkin("CorelDraw Drawing", "ISO 9660 image"));
        assertFalse(RegistryNames.areAkin("Softimage 3D Picture File Format", "Apple PICT Picture File"));
    }
}
