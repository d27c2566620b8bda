package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What belongs together: weak signatures and their endings, tags and what stands behind them, grammars. */
class KinshipTest {
    private static final Identifier IDENTIFIER = new Identifier();

    private static Identification of(@Nullable String name, String content) throws IOException {
        return IDENTIFIER.identify(name, Content.of(content.getBytes(ISO_8859_1)));
    }

    @Test
    void aWeakSignatureInATextIsBelievedUnderAnEndingThatSuchFilesHave() throws IOException {
        String material = "# Blender MTL\nnewmtl grey\nKa 0.1 0.1 0.1\nKd 0.5 0.5 0.5\n";
        assertEquals("fmt/1211", of("cube.mtl", material).puid());
        assertEquals("model/mtl", of("cube.mtl", material).mime());
        assertEquals("x-fmt/111", of("notes", material).puid());
        assertEquals(
                "fmt/307", of("bank.qif", "!Type:Bank\nD1/1/2020\nT-5.00\n^\n").puid());
    }

    @Test
    void aPageThatIsDeclaredAsXmlHasTheIdOfXml() throws IOException {
        String page = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html><head><title>x</title></head></html>\n";
        assertEquals("text/html", of("page.html", page).mime());
        assertEquals(List.of("fmt/101"), of("page.html", page).puids());
    }

    @Test
    void whatStandsBehindAnId3TagDecides() throws IOException {
        String tag = "ID3\3\0\0\0\0\0\12TALB\0\0\0\0\0\0";
        assertEquals(
                "audio/x-ape",
                of(null, tag + "MAC \226\17\0\0" + "\0".repeat(80)).mime());
        assertEquals(
                "audio/x-tta", of(null, tag + "TTA1\1\0\2\0" + "\0".repeat(80)).mime());
    }

    @Test
    void settingsAndTranslationsAreToldWithoutAName() throws IOException {
        Identification settings = of(null, "# made by hand\n[Desktop Entry]\nType=Link\nName[de]=Verweis\n");
        assertEquals("text/x-ini", settings.mime());
        assertEquals(Category.DATA, settings.category());
        assertEquals(
                "text/x-gettext-translation",
                of(null, "msgid \"a\"\nmsgstr \"b\"\n").mime());
        assertEquals(
                "application/toml",
                of("Cargo.toml", "[package]\nname = \"x\"\nversion = \"1\"\n").mime());
        assertEquals(
                "text/plain",
                of(null, "[Sarah enters]\nHello: who is there?\nNobody answers.\n")
                        .mime());
    }

    @Test
    void aMapOfLinksIsNoMapOfTopics() throws IOException {
        String links = "<map id=\"G\" name=\"G\">\n<area shape=\"rect\" href=\"a.html\" coords=\"0,0,9,9\"/>\n</map>\n";
        assertEquals("application/xml", of("G.map", links).mime());
        String topics = "<map>\n<topicref href=\"a.dita\"/>\n</map>\n";
        assertTrue(of("book.ditamap", topics).mime().startsWith("application/dita+xml"));
    }

    @Test
    void kinUnderEachOthersEndingsAreNoLie() throws IOException {
        String movie = "\0\0\0\24ftypqt  \0\0\0\0qt  \0\0\0\10wide";
        assertFalse(of("clip.mp4", movie).mismatch());
        assertFalse(of("clip.3gp", movie).mismatch());
        assertTrue(of("clip.png", movie).mismatch());
        assertNull(of(".debug", "[Settings]\nlevel=3\nfile=x\n").nameSays());
        assertEquals(
                "text/x-gambas",
                of("Main.class", "' Gambas class file\n\nPUBLIC SUB Main()\nEND\n")
                        .mime());
        assertFalse(of("Main.class", "' Gambas class file\n\nPUBLIC SUB Main()\nEND\n")
                .mismatch());
    }

    @Test
    void aTextUnderAnEndingThatAPageMayHaveIsNoPage() throws IOException {
        assertEquals("text/plain", of("notes.doc", "Just a few words.\n").mime());
        assertEquals(
                "text/html",
                of("notes.doc", "<html><body>words</body></html>\n").mime());
    }
}
