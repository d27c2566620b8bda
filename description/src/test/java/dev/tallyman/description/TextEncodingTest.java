package dev.tallyman.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Description;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTest {
    private static Description describe(String type, byte[] bytes) throws Exception {
        return new Describer(new Identifier(), Rules.DEFAULT.parsers().describe())
                .describe("file", Content.of(bytes), type);
    }

    @ParameterizedTest
    @CsvSource({
        "Shift_JIS,これは日本語の文章です。東京都に住んでいます。",
        "EUC-JP,これは日本語の文章です。東京都に住んでいます。",
        "GBK,这是一个用中文写的文件，里面有很多字。",
        "Big5,這是一個用中文寫的文件，裡面有很多字。",
        "EUC-KR,이것은 한국어로 쓴 문서입니다. 많은 글자가 있습니다.",
        "windows-1251,Это русский текст о погоде и о людях.",
        "KOI8-R,Это русский текст о погоде и о людях.",
        "ISO-8859-1,Ein Käsekuchen für Müller",
        "UTF-16LE,A letter to everybody at home",
        "UTF-16BE,A letter to everybody at home",
    })
    void aTextIsReadInTheEncodingThatItIsToldToHave(String charset, String words) throws Exception {
        String text = (words + "\n").repeat(4);

        Description found = describe("text/plain", text.getBytes(Charset.forName(charset)));

        assertEquals(text, found.text());
        assertEquals(charset, found.metadata().get("Content-Encoding"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/html,'<html><head><meta charset=\"iso-8859-2\"></head><body>Żółta łódź</body></html>',Żółta łódź",
        "text/html,'<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\"><p>Żółta łódź',Żółta łódź",
        "application/xml,'<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><a>Żółta łódź</a>',Żółta łódź",
    })
    void aPageIsReadAsItSaysThatItIsEncoded(String type, String page, String words) throws Exception {
        assertTrue(String.valueOf(describe(type, page.getBytes(Charset.forName("iso-8859-2")))
                        .text())
                .contains(words));
    }

    @Test
    void aPageThatSaysWhatIsNoEncodingIsReadByItsBytes() throws Exception {
        byte[] page = "<meta charset=\"x-none-of-these\"><p>Käsekuchen".getBytes(Charset.forName("windows-1252"));

        assertTrue(String.valueOf(describe("text/html", page).text()).contains("Käsekuchen"));
    }
}
