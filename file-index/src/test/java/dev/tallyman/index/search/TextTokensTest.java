package dev.tallyman.index.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTokensTest {
    @Test
    void aTextInAsciiHasTheWordsThatAnyOtherTextHas() {
        var random = new Random(1);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder("Word" + "x".repeat(random.nextInt(200)));
            random.ints(random.nextInt(300), 0, 0x80).forEach(letter -> text.append((char) letter));

            assertEquals(wordByWord(text.toString()), TextTokens.spaced(text.toString()));
        }
        assertEquals("", TextTokens.spaced(""));
    }

    private static String wordByWord(String text) {
        StringBuilder words = new StringBuilder();
        TextTokens.each(text, (_, _, folded, _) -> {
            words.append(folded).append(' ');
            return true;
        });
        return words.toString();
    }
}
