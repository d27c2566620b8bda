package dev.tallyman.description;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is dangerous in a file, and what only looks so. */
class DangersTest {
    private static final Describer DESCRIBER =
            new Describer(new Identifier(), Rules.DEFAULT.parsers().describe());
    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    record Case(String name, String type, Content content, Set<Risk> dangers) {
        @Override
        public String toString() {
            return name + " " + dangers;
        }
    }

    private static Case of(String name, String type, byte[] bytes, Risk... dangers) {
        Set<Risk> all = EnumSet.noneOf(Risk.class);
        all.addAll(Arrays.asList(dangers));
        return new Case(name, type, Content.of(bytes), all);
    }

    private static Case of(String name, String type, String text, Risk... dangers) {
        return of(name, type, text.getBytes(ISO_8859_1), dangers);
    }

    private static byte[] body(String inside) throws IOException {
        return Samples.zip("word/document.xml", "<w:p xmlns:w='w'>" + inside + "<w:r><w:t>words</w:t></w:r></w:p>");
    }

    private static byte[] relation(String kind, String target) throws IOException {
        return Samples.zip(
                "word/_rels/settings.xml.rels",
                "<Relationships><Relationship Id='a' Type='" + OFFICE + kind + "' Target='" + target
                        + "' TargetMode='External'/></Relationships>");
    }

    private static byte[] pdf(String object) {
        return new String(Samples.pdf(), ISO_8859_1)
                .replace("trailer", "5 0 obj " + object + " endobj\ntrailer")
                .getBytes(ISO_8859_1);
    }

    private static byte[] behind(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** A JPEG with a position in its EXIF: 54 degrees north. */
    private static byte[] positioned() throws IOException {
        var tiff = ByteBuffer.allocate(140).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        tiff.putShort((short) 4);
        int[][] entries = {{1, 2, 2, 'N'}, {2, 5, 3, 80}, {3, 2, 2, 'W'}, {4, 5, 3, 104}};
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        tiff.position(80);
        for (int number : new int[] {54, 1, 10, 1, 0, 1, 7, 1, 53, 1, 0, 1}) {
            tiff.putInt(number);
        }
        byte[] exif = behind("Exif\0\0".getBytes(ISO_8859_1), tiff.array());
        byte[] picture = Samples.picture("jpeg");
        byte[] head = ByteBuffer.allocate(6)
                .put(picture, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (exif.length + 2))
                .array();
        return behind(behind(head, exif), Arrays.copyOfRange(picture, 2, picture.length));
    }

    static Stream<Case> documents() throws IOException {
        return Stream.of(
                of("budget.xls", "application/vnd.ms-excel", CompoundSamples.workbook(1), Risk.MACROS),
                of("budget.xls", "application/vnd.ms-excel", CompoundSamples.workbook(0)),
                of("budget.xlsx", EXCEL, Samples.zip("xl/macrosheets/sheet1.xml", "<x/>"), Risk.MACROS),
                of("letter.docm", WORD, Samples.zip("word/vbaProject.bin", "x"), Risk.MACROS),
                of("letter.docx", WORD, body("<w:r><w:instrText>DDEAUTO c:\\cmd.exe</w:instrText></w:r>"), Risk.LAUNCH),
                of(
                        "letter.docx",
                        WORD,
                        body("<w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>E a b</w:instrText></w:r>"),
                        Risk.LAUNCH),
                of("letter.docx", WORD, body("<w:fldSimple w:instr=' DDEAUTO x y '/>"), Risk.LAUNCH),
                of("letter.docx", WORD, body("<w:fldSimple w:instr='PAGE'/><w:r><w:t>DDE is old</w:t></w:r>")),
                of(
                        "a.xlsx",
                        EXCEL,
                        Samples.zip("xl/externalLinks/externalLink1.xml", "<x><ddeLink/></x>"),
                        Risk.LAUNCH),
                of("a.ods", ODS, Samples.zip("content.xml", "<o xmlns:o='o'><o:dde-source/></o>"), Risk.LAUNCH),
                of("letter.docx", WORD, relation("attachedTemplate", "https://example.org/t.dotm"), Risk.LAUNCH),
                of("letter.docx", WORD, relation("oleObject", "\\\\10.0.0.1\\a\\b"), Risk.LAUNCH),
                of("letter.docx", WORD, relation("attachedTemplate", "file://server/t.dot"), Risk.LAUNCH),
                of("letter.docx", WORD, relation("attachedTemplate", "file:///C:/Users/anna/t.dotx")),
                of("letter.docx", WORD, relation("hyperlink", "https://example.org/")),
                of("a.rtf", "application/rtf", "{\\rtf1 {\\*\\template http://example.org/t}x}", Risk.LAUNCH),
                of("a.rtf", "application/rtf", "{\\rtf1 {\\*\\template C:\\\\t.dot}x}"),
                of("a.rtf", "application/rtf", "{\\rtf1 {\\field{\\*\\fldinst DDEAUTO a}{\\fldrslt x}}}", Risk.LAUNCH),
                of("a.pdf", "application/pdf", pdf("<</S /Launch /Win <</F (cmd.exe)>>>>"), Risk.LAUNCH),
                of("a.pdf", "application/pdf", pdf("<</A <</S /Launch /F (x)>>>>"), Risk.LAUNCH),
                of("a.pdf", "application/pdf", pdf("<</Type /Filespec /F (setup.exe) /EF <</F 4 0 R>>>>"), Risk.LAUNCH),
                of("a.pdf", "application/pdf", pdf("<</Type /Filespec /F (a.csv) /EF <</F 4 0 R>>>>")),
                of("a.pdf", "application/pdf", pdf("<</Names [(x) <</S /JavaScript /JS (1)>>]>>"), Risk.SCRIPT),
                of("a.pdf", "application/pdf", pdf("[ <</S /JavaScript /JS (1)>> ]"), Risk.SCRIPT));
    }

    static Stream<Case> others() throws IOException {
        byte[] jpeg = Samples.picture("jpeg");
        String key = "QUFB".repeat(12);
        return Stream.of(
                of("icon.scf", "text/plain", "[Shell]\r\nCommand=2\r\n", Risk.SHORTCUT),
                of("page.url", "text/plain", "[InternetShortcut]\r\nURL=http://x/\r\n", Risk.SHORTCUT),
                of("notes.txt", "text/plain", "[InternetShortcut]\nURL=file://x/y\n", Risk.SHORTCUT),
                of("program", "application/octet-stream", "L\0\0\0\1\24\2\0 more", Risk.SHORTCUT),
                of("url", "text/plain", "about [InternetShortcut] files"),
                of("a.gif", "image/gif", "GIF89a/*\1\0\0\0\0*/=1;alert(1)", Risk.POLYGLOT),
                of("a.gif", "image/gif", "GIF89a=1;alert(1)", Risk.POLYGLOT),
                of("a.jpg", "image/jpeg", behind(jpeg, "<?php system(1); ?>".getBytes(UTF_8)), Risk.POLYGLOT),
                of("a.jpg", "image/jpeg", behind(jpeg, Samples.zip()), Risk.POLYGLOT),
                of("a.zip", "application/zip", behind(Samples.zip(), Samples.pdf()), Risk.POLYGLOT),
                of("a.gif", "image/gif", Samples.picture("gif")),
                of("env", "text/plain", "aws_access_key_id = AKIAIOSFODNN7EXAMPLE", Risk.SECRET),
                of("notes", "text/plain", "token: ghp_" + "a1B2".repeat(9), Risk.SECRET),
                of("notes", "text/plain", "xoxb-" + "123456789012-".repeat(2) + "abcdefABCDEF", Risk.SECRET),
                of("key", "text/plain", "x\n-----BEGIN RSA PRIVATE KEY-----\n" + key, Risk.SECRET),
                of("key", "text/plain", "-----BEGIN OPENSSH PRIVATE KEY-----\n" + key, Risk.SECRET),
                of("letter.docx", WORD, body("<w:t>AKIAIOSFODNN7EXAMPLE </w:t>"), Risk.SECRET),
                of("key.pub", "text/plain", "-----BEGIN PUBLIC KEY-----\n" + key),
                of("notes", "text/plain", "AKIA is a place, ghp_short is none, xoxb too"),
                of("a.jpg", "image/jpeg", positioned(), Risk.POSITION),
                of("b.jpg", "image/jpeg", jpeg));
    }

    @ParameterizedTest
    @MethodSource({"documents", "others"})
    void aDangerIsFoundAndNothingElseIsTakenForOne(Case file) throws IOException {
        assertEquals(
                file.dangers(),
                DESCRIBER.describe(file.name(), file.content(), file.type()).dangers());
    }
}
