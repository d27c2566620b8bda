package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
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

    @ParameterizedTest
    @CsvSource({
        "89504E470D0A1A0A0000000D49484452, image/png, image",
        "FFD8FFE000104A46494600010101, image/jpeg, image",
        "474946383961, image/gif, image",
        "1F8B0800000000000003, application/gzip, archive",
        "7F454C46020101000000000000000000 02003E00, application/x-executable, executable",
        "664C614300000022, audio/flac, audio",
        "1A45DFA39342868101 4282847765626D, video/webm, video",
        "774F4646 00010000, font/woff, font",
        "774F4632 00010000, font/woff2, font",
        "53514C69746520666F726D6174203300, application/vnd.sqlite3, data",
        "A70D0D0A00000000, application/x-python-bytecode, executable",
        "DE12049500000000, application/x-gettext-translation, data",
        "4D5A900003000000, application/x-dosexec, executable",
        "676C544602000000, model/gltf-binary, model",
        "444453207C000000, image/x-dds, image",
        "00000018667479706D703432, video/mp4, video",
        "0000001866747970 68656963, image/heic, image",
        "FD377A585A0000, application/x-xz, archive",
    })
    void binaryFormatsAreKnownByTheirFirstBytes(String start, String mime, String category) throws IOException {
        Identification found = of(null, hex(start));
        assertEquals(mime, found.mime());
        assertEquals(category, found.category().label());
        assertEquals(Basis.MAGIC, found.basis());
    }

    @Test
    void aVersionInTheHeaderIsToldWithItsPronomId() throws IOException {
        Identification pdf = of("x.pdf", "%PDF-1.7\n%âãÏÓ\n");
        assertEquals("PDF 1.7", pdf.format());
        assertEquals("1.7", pdf.version());
        assertEquals("fmt/276", pdf.puid());
        assertEquals(Category.DOCUMENT, pdf.category());
        Identification jpeg = of("x.jpg", hex("FFD8FFE000104A464946000102010048"));
        assertEquals("JPEG JFIF 1.02", jpeg.format());
        assertEquals("fmt/44", jpeg.puid());
    }

    @Test
    void aVersionThatPronomDoesNotKnowHasNoId() throws IOException {
        assertNull(of("x.pdf", "%PDF-1.9\n").puid());
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, text/x-python, Python",
        "A.PY, text/x-python, Python",
        "a.rs, text/x-rust, Rust",
        "a.go, text/x-go, Go",
        "a.ts, text/x-typescript, TypeScript",
        "a.C, text/x-c++src, C++",
        "a.c, text/x-csrc, C",
        "Makefile, text/x-makefile, Makefile",
        "CMakeLists.txt, text/x-cmake, CMake",
        "Dockerfile, text/x-dockerfile, Dockerfile",
        "a.sql, application/sql, SQL",
        "a.kt, text/x-kotlin, Kotlin",
        ".bashrc, application/x-sh, Shell script",
    })
    void codeIsToldByItsName(String name, String mime, String format) throws IOException {
        Identification found = of(name, "a = 1;\nb = a + 1;\n");
        assertEquals(mime, found.mime());
        assertEquals(Category.CODE, found.category());
        assertEquals(format, found.format());
        assertEquals(Basis.NAME, found.basis());
        assertFalse(found.mismatch());
    }

    @Test
    void anEndingOfSeveralFormatsIsDecidedByTheContent() throws IOException {
        assertEquals(
                "text/x-objcsrc",
                of("a.m", "#import <Foundation/Foundation.h>\n").mime());
        assertEquals("text/x-matlab", of("a.m", "% plots\nfunction y = f(x)\n").mime());
        byte[] stream = new byte[188 * 4];
        for (int i = 0; i < stream.length; i += 188) {
            stream[i] = 0x47;
        }
        assertEquals("video/mp2t", of("a.ts", stream).mime());
        assertFalse(of("a.ts", stream).mismatch());
        assertEquals("text/x-perl", of("a.t", "use strict;\nmy $x = 1;\n").mime());
        assertEquals("text/x-opencl-src", of("x.opencl", "kernel void f() {}").mime());
    }

    @ParameterizedTest
    @CsvSource({
        "#!/usr/bin/env python3, text/x-python",
        "#!/usr/bin/perl -w, text/x-perl",
        "#! /bin/bash, application/x-sh",
        "#!/usr/bin/env -S node --no-warnings, text/javascript",
        "#!/usr/local/bin/ruby2.7, text/x-ruby",
    })
    void theInterpreterTellsTheLanguageOfAScript(String line, String mime) throws IOException {
        Identification found = of("tool", line + "\nx\n");
        assertEquals(mime, found.mime());
        assertEquals(Category.CODE, found.category());
        assertEquals(Basis.MAGIC, found.basis());
    }

    @Test
    void jsonIsToldWithoutAName() throws IOException {
        Identification found = of(null, "{\"a\": [1, 2.5e3, true, null, \"x\\\"\"]}\n");
        assertEquals("application/json", found.mime());
        assertEquals(Category.DATA, found.category());
        assertEquals(Basis.TEXT, found.basis());
        assertEquals("application/x-ndjson", of(null, "{\"a\":1}\n{\"a\":2}\n").mime());
        assertEquals("text/plain", of(null, "{\"a\": 1").mime());
        assertEquals("text/plain", of(null, "[section]\na = 1\n").mime());
        assertEquals("text/plain", of(null, "{a: 1}").mime());
    }

    @Test
    void jsonThatIsCutOffByTheHeadIsStillJson() throws IOException {
        String long_ = "[" + "{\"key\": \"value\"},".repeat(10_000) + "1]";
        assertEquals("application/json", of(null, long_).mime());
    }

    @Test
    void xmlIsToldByItsRootElement() throws IOException {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        Identification found = of(null, "<?xml version=\"1.0\"?>\n<!-- x -->\n" + svg);
        assertEquals("image/svg+xml", found.mime());
        assertEquals(Category.IMAGE, found.category());
        assertEquals(Basis.XML, found.basis());
        assertEquals("application/xml", of(null, "<note><to>x</to></note>").mime());
        assertEquals(
                "text/plain", of(null, "<placeholder>_ROOT is a variable\n").mime());
    }

    @Test
    void xhtmlStaysXhtmlWhateverItsEnding() throws IOException {
        String page = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>";
        assertEquals("application/xhtml+xml", of("x.html", page).mime());
        assertFalse(of("x.html", page).mismatch());
    }

    @Test
    void textIsToldWithItsEncoding() throws IOException {
        assertEquals("Plain text, ASCII", of("a", "hello\n").format());
        assertEquals("Plain text, UTF-8", of("a", "grüße\n").format());
        assertEquals(
                "Plain text, UTF-16",
                of("a", "\ufeffgrüße\n".getBytes(UTF_16LE)).format());
        assertEquals(
                "Plain text, ISO 8859-1",
                of("a", "viele Grüße aus der alten Zeit\n".getBytes(ISO_8859_1)).format());
        assertEquals("Markdown, ASCII", of("a.md", "# hello\n").format());
        assertEquals("x-fmt/111", of("a.txt", "hello\n").puid());
    }

    @Test
    void nothingIsEmpty() throws IOException {
        Identification found = of("x.pdf", new byte[0]);
        assertEquals("application/x-empty", found.mime());
        assertEquals(Category.EMPTY, found.category());
        assertEquals(Basis.NONE, found.basis());
        assertFalse(found.mismatch());
    }

    @Test
    void theDetectorSaysItsVersion() throws IOException {
        assertTrue(new Identifier().detector().matches("Tallyman \\d+\\.\\d+, PRONOM 120 \\([0-9a-f]{8}\\)"));
    }
}
