package dev.tallyman.ui.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource({
        "'', UTF-8",
        "68656c6c6f0a, UTF-8",
        "c3a9, UTF-8",
        "efbfbd, UTF-8",
        "1b5b316d68, UTF-8",
        "e92063616665, ISO-8859-1",
        "fffe6100, UTF-16",
        "feff0061, UTF-16",
    })
    void textIsReadInTheCharacterSetThatItsBytesFit(String hex, String charset) {
        assertEquals(charset, charset(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"53514c69746500", "3082e9060355"})
    void bytesThatAreNoTextAreNotTakenForIt(String hex) {
        assertEquals("none", charset(HexFormat.of().parseHex(hex)));
    }

    @Test
    void aCharacterThatTheStartCutsInTwoIsNoFault() {
        String text = "x".repeat(1_023);
        byte[] start = (text + "é").getBytes(StandardCharsets.UTF_8);

        assertEquals(
                new PlainText(text, false, StandardCharsets.UTF_8),
                PlainText.of(Arrays.copyOf(start, 1_024), false).orElseThrow());
    }

    private static String charset(byte[] start) {
        return PlainText.of(start, true)
                .map(PlainText::charset)
                .map(Charset::name)
                .orElse("none");
    }
}
