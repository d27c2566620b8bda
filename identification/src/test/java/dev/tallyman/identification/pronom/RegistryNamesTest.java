package dev.tallyman.identification.pronom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.file.Category;
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
}
