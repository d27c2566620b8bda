package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Identification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed needs evidence, and so does the charge that a name lies. */
class EvidenceTest {
    private static final Identifier IDENTIFIER = new Identifier();

    private static Identification of(String name, byte[] bytes) throws IOException {
        return IDENTIFIER.identify(name, Content.of(bytes));
    }

    private static void isTruly(String mime, String name, byte[] bytes) throws IOException {
        Identification found = of(name, bytes);
        assertEquals(mime, found.mime(), name);
        assertFalse(found.mismatch(), name);
    }

    private static byte[] zip(String... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BM is short for bench mark.",
                "II. Second chapter",
                "fLaC was his name",
                "RIFF RAFF",
                "8BPS is eight bits per sample",
                "%PDF-1.4 is the version that we print from.",
                "wOFF and wOF2 are fonts",
                "!<arch> is how an archive starts",
                "SQLite format 3 is what the header says",
                "BZh91 is a tag",
                "7z and Zip",
                "MThd begins a song",
                "P6 is where the car stands",
                "caff\u00e8 latte",
                "glTF is a format of Khronos",
                "Xcur sor",
                "NES and SNES"
            })
    void aSentenceThatBeginsLikeASignatureIsText(String text) throws IOException {
        isTruly("text/plain", "note.txt", (text + "\n").getBytes(UTF_8));
        isTruly("text/plain", "note", (text + "\n" + text + "\n").getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, Съешь ещё этих мягких французских булок",
        "KOI8-R, Съешь ещё этих мягких булок",
        "IBM866, Съешь еще этих булок",
        "GBK, 我们都是好朋友",
        "Big5, 我們都是好朋友",
        "EUC-JP, これは日本語の文章です",
        "Shift_JIS, これは日本語の文章です",
        "EUC-KR, 안녕하세요 여러분",
        "windows-1252, “Déjà vu” – ça va très bien à l’été",
        "windows-1250, Zażółć gęślą jaźń",
        "windows-1253, Καλημέρα κόσμε",
        "IBM437, naïve café au Übermaß",
    })
    void textOfAnOldCharsetIsText(String charset, String text) throws IOException {
        byte[] once = (text + "\r\n").getBytes(Charset.forName(charset));
        isTruly("text/plain", "old.txt", once);
        isTruly("text/plain", "old.txt", (text + "\r\n").repeat(20).getBytes(Charset.forName(charset)));
    }

    @Test
    void whatIsOddAboutATextIsSaid() throws IOException {
        String line = "2026-01-02 started and stopped\n";
        assertEquals(
                "Plain text, ASCII, with zero bytes",
                of("x", (line.repeat(9) + "\0".repeat(512) + line).getBytes(UTF_8))
                        .format());
        assertEquals(
                "Plain text, ASCII, with control characters",
                of("x", (line + "\f\u0001" + line).getBytes(UTF_8)).format());
        assertEquals(
                "Plain text, UTF-16, cut off in a character",
                of("x", ("\ufeff" + line + "\n").getBytes(UTF_16LE), 1).format());
    }

    private static Identification of(String name, byte[] bytes, int cut) throws IOException {
        return of(name, Arrays.copyOf(bytes, bytes.length - cut));
    }

    @Test
    void sameBytesOverAndOverAreNoText() throws IOException {
        for (int value : new int[] {0xff, 0xe5, 0xaa, 0x00, 0xf6}) {
            byte[] erased = new byte[2048];
            Arrays.fill(erased, (byte) value);
            assertEquals("application/octet-stream", of("erased.bin", erased).mime());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "list.rtf, application/rtf, {\\rtf1\\ansi text}",
        "list.m3u8, audio/x-mpegurl, #EXTM3U",
        "plan.ics, text/calendar, BEGIN:VCALENDAR",
        "card.vcf, text/vcard, BEGIN:VCARD",
        "icon.svg, image/svg+xml, <svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    })
    void aMarkOrWideLettersHideNoTextFormat(String name, String mime, String text) throws IOException {
        String lines = text + "\r\nVERSION:2.0\r\n";
        for (byte[] bytes : new byte[][] {
            ("\ufeff" + lines).getBytes(UTF_8),
            ("\ufeff" + lines).getBytes(UTF_16BE),
            ("\ufeff" + lines).getBytes(UTF_16LE),
            ("\r\n\r\n" + lines).getBytes(UTF_8)
        }) {
            String found = of(name, bytes).mime();
            assertTrue(found.equals(mime) || found.equals("application/vnd.apple.mpegurl"), found);
            assertFalse(of(name, bytes).mismatch(), name);
        }
    }

    @Test
    void oneMarkerDoesNotDecideAContainer() throws IOException {
        String opf = "<container><rootfile full-path=\"OEBPS/book.opf\"/></container>";
        assertEquals(
                "application/epub+zip",
                of("x", zip("META-INF/container.xml", opf)).mime());
        assertEquals(
                "application/zip",
                of("x", zip("META-INF/container.xml", "<container/>", "a", "b")).mime());
        assertEquals(
                "application/vnd.oasis.opendocument.spreadsheet",
                of(
                                "x",
                                zip(
                                        "META-INF/manifest.xml",
                                        "manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\""))
                        .mime());
        assertEquals(
                "application/zip",
                of("x", zip("manifest.json", "{\"name\": \"x\"}")).mime());
        assertEquals(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                of(
                                "x.xlsx",
                                zip(
                                        "[CONTENT_TYPES].XML",
                                        "<Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"))
                        .mime());
    }

    @Test
    void aGeneralFormUnderASpecialEndingIsNoLie() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("<dia:diagram/>".getBytes(UTF_8));
        }
        for (String name : new String[] {"plan.dia", "song.als", "books.gnucash", "x.gnumeric", "x.kra"}) {
            assertFalse(of(name, packed.toByteArray()).mismatch(), name);
            assertFalse(of(name, zip("a", "b")).mismatch(), name);
            assertFalse(of(name, "<?xml version=\"1.0\"?><a/>".getBytes(UTF_8)).mismatch(), name);
        }
        assertFalse(of("x.sav", HexFormat.of().parseHex("5352000400000002")).mismatch());
    }

    @Test
    void aContentThatNeverHasThisEndingIsALie() throws IOException {
        byte[] png = HexFormat.of().parseHex("89504E470D0A1A0A0000000D49484452" + "00".repeat(20));
        assertTrue(of("paper.pdf", png).mismatch());
        assertTrue(of("sheet.xlsx", png).mismatch());
        assertTrue(
                of("photo.jpg", "<!DOCTYPE html><html></html>".getBytes(UTF_8)).mismatch());
        assertTrue(
                of("data.json", "<!DOCTYPE html><html></html>".getBytes(UTF_8)).mismatch());
        assertTrue(
                of("photo.png", "version https://example.org\n".getBytes(UTF_8)).mismatch());
        assertTrue(of("letter.docx", zip("a", "b")).mismatch());
    }
}
