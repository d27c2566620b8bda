package dev.tallyman.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StylesheetTest {
    private static final String TEXT = new String(Stylesheet.bytes(), StandardCharsets.UTF_8);

    @Test
    void theStylesheetLoadsNothingFromElsewhere() {
        assertFalse(TEXT.isBlank());
        assertFalse(TEXT.contains("@import"));
        assertFalse(TEXT.matches("(?s).*url\\(\\s*[\"']?(https?:)?//.*"));
    }

    @Test
    void noPartIsForgottenAndEachClosesWhatItOpens() throws IOException {
        try (var parts = Files.newDirectoryStream(Path.of("src/main/resources/dev/tallyman/look"), "*.css")) {
            for (Path part : parts) {
                String text = Files.readString(part);
                assertTrue(TEXT.contains(text), part::toString);
                assertEquals(count(text, '{'), count(text, '}'), part::toString);
            }
        }
    }

    private static long count(String text, char letter) {
        return text.chars().filter(each -> each == letter).count();
    }
}
