package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.search.PreparedText;
import dev.tallyman.index.search.Snippet;
import dev.tallyman.index.search.TextIndex;
import dev.tallyman.index.search.TextQuery;
import dev.tallyman.processor.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a sweep, files are found by what they say. */
class SearchedContentTest {
    private static final String PDF = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
            4 0 obj<</Length 47>>stream
            BT /F1 12 Tf 20 100 Td (The pelican paper) Tj ET
            endstream endobj
            5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """;

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void dropsOneOfEach() throws Exception {
        stage = new Stage(folder);
        stage.drop("paper.pdf", PDF);
        zip(
                "letter.docx",
                "[Content_Types].xml",
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
                "word/document.xml",
                "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>A pelican</w:t></w:r><w:r><w:t>s letter</w:t></w:r></w:p></w:body></w:document>");
        zip(
                "note.odt",
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "content.xml",
                "<o xmlns:t='t'><t:p>Ein Pelikan und ein <t:span>pelican</t:span></t:p></o>");
        stage.drop(
                "mail.eml",
                "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?pelican_news?=\r\nDate: Mon, 24 Nov 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\r\nGood day.\r\n");
        stage.drop("bird.py", "#!/usr/bin/env python3\nimport os\n\ndef pelican_count(x):\n    return x + 1\n");
        stage.drop("page.html", "<!doctype html><html><head><title>t</title></head><body><p>pelican</p></body></html>");
        stage.drop("合同.txt", "本合同编号为 42，由甲方（北京鹈鹕公司）签署。\n");
        assertEquals(0, stage.sweep().exit());
    }

    private void zip(String name, String... entries) throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(stage.drop(name, "")))) {
            for (int i = 0; i < entries.length; i += 2) {
                byte[] bytes = entries[i + 1].getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(entries[i]);
                if (entries[i].equals("mimetype")) {
                    var crc = new java.util.zip.CRC32();
                    crc.update(bytes);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(bytes.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
    }

    private List<StoredFile> files(String words) {
        var listing = new Listing(Filter.of(new Condition.Worded(words)), Listing.Sort.MATCH, false, null, 100);
        return stage.index(index -> index.catalog().list(listing).files());
    }

    private String found(String words) {
        return files(words).stream().map(file -> file.path().text()).sorted().collect(Collectors.joining(" "));
    }

    @Test
    void aWordIsFoundInDocumentsMailPagesAndCodeAndInChinese() {
        assertEquals("bird.py letter.docx mail.eml note.odt page.html paper.pdf", found("pelican*"));
        assertEquals("mail.eml", found("\"pelican news\""));
        assertEquals("合同.txt", found("北京鹈鹕"));
        for (String words : List.of("pelican*", "鹈鹕公司")) {
            for (StoredFile file : files(words)) {
                Snippet snippet = stage.index(index -> index.search().snippet(file, TextQuery.of(words)));
                assertTrue(
                        snippet.pieces().stream().anyMatch(Snippet.Piece::match),
                        file.path().text());
            }
        }
    }

    @Test
    void otherScriptsAccentsEntitiesAndKindsOfTextAreFoundToo() throws Exception {
        stage.drop("塔.md", "# 東京タワー\n\n高さは333メートルです。\n");
        stage.drop("ไทย.txt", "สวัสดีชาวโลก นกกระทุงอยู่ที่นี่\n");
        stage.drop("reise.txt", "Größe und Straße: ein déjà-vu an der Küste.\n");
        stage.drop("old.rtf", "{\\rtf1\\ansi\\ansicpg1252 {\\b Flam}ingo caf\\'e9 \\u40520?\\u40533?\\par}");
        stage.drop("film.srt", "1\n00:00:01,000 --> 00:00:03,500\nThe cormorant speaks.\n\n");
        stage.drop("entity.html", "<!doctype html><p>caf&eacute; cr&#232;me &amp; <b>st</b>ork</p>");
        assertEquals(0, stage.sweep().exit());
        assertEquals("塔.md", found("東京タワー"));
        assertEquals("塔.md", found("メートル"));
        assertEquals("ไทย.txt", found("นกกระทุง"));
        assertEquals("reise.txt", found("straße kuste"));
        assertEquals("reise.txt", found("deja"));
        assertEquals("old.rtf", found("flamingo"));
        assertEquals("old.rtf", found("鹈鹕 -北京"));
        assertEquals("film.srt", found("cormorant"));
        assertEquals("entity.html old.rtf", found("cafe"));
        assertEquals("entity.html", found("creme"));
        assertEquals("", found("rtf1"), "control words are no words");
        assertEquals("", found("eacute"), "names of signs are no words");
    }

    @Test
    void itFollowsDeleteRestoreAndPurge() {
        StoredFile pdf = files("\"pelican paper\"").getFirst();
        stage.index(index -> {
            index.trash().put(pdf.id());
            return 0;
        });
        assertEquals("", found("\"pelican paper\""));
        stage.index(index -> index.trash().restore(pdf.id()));
        assertEquals("paper.pdf", found("\"pelican paper\""));
        stage.index(index -> {
            index.trash().put(pdf.id());
            return index.trash().empty();
        });
        assertEquals("", found("\"pelican paper\""));
        boolean there = stage.index(index ->
                index.search().find(TextQuery.of("\"pelican paper\"")).files().isEmpty());
        assertTrue(there, "its text is gone too");
    }

    @Test
    void lostTextsAreReadAgainByTheNextSweep() throws Exception {
        Files.delete(stage.data.resolve("index/text.db"));
        assertEquals("", found("pelican"));
        assertEquals(true, stage.index(index -> index.texts().isLost()));
        assertEquals(7L, (long) stage.index(index -> index.texts().unread(100)));
        assertEquals(0, stage.sweep().exit());
        assertEquals(false, stage.index(index -> index.texts().isLost()));
        assertEquals("bird.py letter.docx mail.eml note.odt page.html paper.pdf", found("pelican*"));
    }

    @Test
    void whatADeathLeftHalfDoneIsRighted() throws Exception {
        long pdf = files("\"pelican paper\"").getFirst().id();
        stage.index(index -> {
            index.texts().forget(List.of(pdf));
            index.texts().put(List.of(new TextIndex.FileText(999, PreparedText.of("pelican ghost", null))));
            index.texts().put(List.of(new TextIndex.FileText(998, PreparedText.of("pelican ghost", null))));
            return 0;
        });
        assertEquals(0, stage.sweep().exit());
        assertEquals("paper.pdf", found("\"pelican paper\""));
        int ghosts = stage.index(
                index -> index.search().find(TextQuery.of("ghost")).files().size());
        assertEquals(0, ghosts);
    }

    @Test
    void switchedOffThereIsNoTextAndNoFileOfTexts() throws Exception {
        Path rules = Files.writeString(folder.resolve("off.yaml"), "describe: {text: false}\n");
        assertEquals(0, stage.sweep("--rules", rules.toString()).exit());
        assertEquals("", found("pelican"));
        assertFalse(Files.exists(stage.data.resolve("index/text.db")));
        assertEquals(false, stage.index(index -> index.texts().isLost()));
    }
}
