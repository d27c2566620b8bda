package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a name may add to what the content says, and when it lies. */
class NameAndContentTest {
    private static final Identifier IDENTIFIER = new Identifier();

    private static Identification of(@Nullable String name, byte[] bytes) throws IOException {
        return IDENTIFIER.identify(name, Content.of(bytes));
    }

    private static Identification of(@Nullable String name, String text) throws IOException {
        return of(name, text.getBytes(UTF_8));
    }

    private static byte[] hex(String hex) {
        byte[] start = HexFormat.of().parseHex(hex.replace(" ", ""));
        return java.util.Arrays.copyOf(start, Math.max(start.length, 200));
    }

    @Test
    void aNameNeverContradictsTheContent() throws IOException {
        Identification liar = of("photo.png", "%PDF-1.4\n");
        assertEquals("application/pdf", liar.mime());
        assertTrue(liar.mismatch());
        assertEquals("image/png", liar.nameSays());
        Identification program = of("letter.pdf", hex("4D5A900003000000"));
        assertEquals("application/x-dosexec", program.mime());
        assertTrue(program.mismatch());
    }

    @Test
    void aNameNeverGivesATypeWhoseSignatureIsAbsent() throws IOException {
        byte[] noise = new byte[300];
        new java.util.Random(7).nextBytes(noise);
        Identification found = of("x.png", noise);
        assertEquals("application/octet-stream", found.mime());
        assertEquals(Category.UNKNOWN, found.category());
        assertEquals(Basis.NONE, found.basis());
        assertTrue(found.mismatch());
        assertEquals("text/plain", of("x.pdf", "only text\n").mime());
        assertTrue(of("x.pdf", "only text\n").mismatch());
        assertTrue(of("x.txt", noise).mismatch());
        assertEquals("text/plain", of("x.svg", "only text\n").mime());
    }

    @Test
    void aNameSaysNothingAgainstWhatOnlyTheRegistryKnows() throws IOException {
        String sketch = "fffeff0e"
                + HexFormat.of().formatHex("SketchUp Model".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
        Identification drawing = of("house.skp", hex(sketch + "fffeff007b003800"));
        assertEquals("SketchUp Document 8", drawing.format());
        assertEquals("application/octet-stream", drawing.mime());
        assertFalse(drawing.mismatch());
        Identification base = of("base.db", "** This file contains an SQLite 2.1 database **\0\0\0");
        assertEquals("fmt/1135", base.puid());
        assertEquals("SQLite Database File Format 2", base.format());
    }

    @Test
    void aNoteIsNoProgramForTheNameOfALanguage() throws IOException {
        assertEquals(
                Category.TEXT,
                of("README.emacs", "How to use this with Emacs.\n").category());
        assertEquals("text/markdown", of("README.md", "# Read me\n").mime());
    }

    @Test
    void aMailHasAHeaderWhateverItsName() throws IOException {
        assertEquals(
                "text/plain",
                of("java.mime", "application/x-java-archive\n\tdescription=Jar\n")
                        .mime());
        assertEquals(
                "message/rfc822", of("a.eml", "X-Nobody: x\nY: y\n\nHello\n").mime());
    }

    @Test
    void aRemarkOfPercentsIsNoSignOfMatlab() throws IOException {
        String tex = "%% Hyphenation\n%\n% for Danish\n.a1\n";
        assertEquals("text/plain", of("hyphen.den", tex).mime());
        assertEquals(
                "text/x-erlang",
                of("menu.erl", "%% Menus\n%% and more\n-module(menu).\n").mime());
    }

    @Test
    void formatsWithoutASignatureAreBelievedByName() throws IOException {
        byte[] wireless = hex("00001010 FF01FE");
        assertEquals("image/vnd.wap.wbmp", of("x.wbmp", wireless).mime());
        assertEquals(Basis.NAME, of("x.wbmp", wireless).basis());
    }

    @Test
    void aVariantOfWhatTheNameSaysIsNoMismatch() throws IOException {
        Identification model = of("buoy.stl", "solid buoy\n  facet normal 0 0 1\n    outer loop\n");
        assertEquals("model/stl", model.mime());
        assertFalse(model.mismatch());
    }

    @Test
    void aMoreSpecialContentIsNoMismatch() throws IOException {
        assertFalse(of("x.txt", "{\"a\": 1}").mismatch());
        assertFalse(of("x.conf", "<?xml version=\"1.0\"?><a/>").mismatch());
        assertFalse(of("x.bin", hex("7F454C46020101000000000000000000")).mismatch());
        assertFalse(of("x.htm", "<!DOCTYPE html><html></html>").mismatch());
    }

    @Test
    void aNameThatSaysWhatTheContentSaysIsNotTheBasis() throws IOException {
        assertEquals(Basis.TEXT, of("x.json", "{\"a\": 1}").basis());
        assertEquals(Basis.XML, of("x.xml", "<?xml version=\"1.0\"?><a/>").basis());
        assertEquals(Basis.MAGIC, of("x.html", "<!DOCTYPE html><html></html>").basis());
        assertEquals(Basis.MAGIC, of("de.mo", hex("DE12049500000000")).basis());
        assertEquals(Basis.MAGIC, of("x.py", "#!/usr/bin/python3\n").basis());
    }

    @Test
    void whatPkgConfigReadsIsNoProgram() throws IOException {
        String text = "prefix=/usr\n\nName: brotli\nDescription: compresses\nVersion: 1.1\nLibs: -lbrotli\n";
        assertEquals(Category.DATA, of("libbrotli.pc", text).category());
        assertEquals(
                "text/x-csrc",
                of("select.pc", "int main() { EXEC SQL COMMIT; }\n").mime());
    }

    @Test
    void namesCanBeLeftOut() throws IOException {
        Identification found = of(null, "import os\n");
        assertEquals("text/plain", found.mime());
        assertEquals(Basis.TEXT, found.basis());
        assertFalse(of(null, "%PDF-1.4\n").mismatch());
    }
}
