package dev.tallyman.look;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StylesheetTest {
    @Test
    void theStylesheetLoadsNothingFromElsewhere() throws IOException {
        try (var css = StylesheetTest.class.getResourceAsStream("tallyman.css")) {
            var text = new String(css.readAllBytes(), StandardCharsets.UTF_8);

            assertFalse(text.isBlank());
            assertFalse(text.contains("@import"));
            assertFalse(text.matches("(?s).*url\\(\\s*[\"']?(https?:)?//.*"));
        }
    }
}
