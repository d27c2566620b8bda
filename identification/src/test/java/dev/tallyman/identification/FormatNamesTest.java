package dev.tallyman.identification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every type that can be answered is called something that people say. */
class FormatNamesTest {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\d][^*\\\\<>=\\p{Cntrl}]{0,69}");
    private static final Pattern REMARK =
            Pattern.compile("\\bglob\\b|pattern|\\bbytes?\\b|magic number|typically|sometimes|tika|x-tika|https?:");

    @Test
    void noTypeIsCalledByAProgrammersRemark() {
        var signatures = new Signatures();
        var formats = new Formats(signatures);
        for (String mime : signatures.all()) {
            String words = formats.words(mime);
            boolean name = !words.startsWith(mime)
                    && NAME.matcher(words).matches()
                    && !REMARK.matcher(words.toLowerCase(Locale.ROOT)).find();
            assertTrue(name, mime + " is called " + words);
        }
    }
}
