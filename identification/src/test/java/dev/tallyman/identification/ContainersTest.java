package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainersTest {
    private static final Identifier IDENTIFIER = new Identifier();
    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final Set<String> OF_A_DAMAGED_DOCUMENT =
            Set.of(WORD, "application/zip", "application/octet-stream");
    private static final Set<String> OF_A_DAMAGED_COMPOUND =
            Set.of("application/msword", "application/x-tika-msoffice", "application/octet-stream");

    private static Identification of(@Nullable String name, byte[] bytes) throws IOException {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> IDENTIFIER.identify(name, Content.of(bytes)));
    }

    /** A ZIP of entries given as name, text, name, text. */
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

    private static byte[] word() throws IOException {
        return zip(
                "docProps/app.xml",
                "x",
                "[Content_Types].xml",
                "<Types><Override ContentType=\"" + WORD + ".main+xml\"/></Types>",
                "word/document.xml",
                "x");
    }

    /**
     * Header, one sector of allocation table, one of directory:
     *
     * <pre>
     * | header 512 | table 512 | directory 512: root, and up to 3 entries, each the next one's left |
     * </pre>
     */
    private static byte[] compound(String... names) {
        ByteBuffer file = ByteBuffer.allocate(1536).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xe11ab1a1e011cfd0L).putShort(30, (short) 9).putInt(48, 1);
        file.putInt(44, 1).putInt(76, 0);
        for (int at = 80; at < 512; at += 4) {
            file.putInt(at, -1);
        }
        file.putInt(512, -3).putInt(516, -2);
        entry(file, 0, "Root Entry", -1, names.length == 0 ? -1 : 1);
        for (int i = 0; i < names.length; i++) {
            entry(file, i + 1, names[i], i + 1 < names.length ? i + 2 : -1, -1);
        }
        return file.array();
    }

    private static void entry(ByteBuffer file, int id, String name, int left, int child) {
        int at = 1024 + id * 128;
        byte[] text = name.getBytes(UTF_16LE);
        file.put(at, text).putShort(at + 64, (short) (text.length + 2));
        file.putInt(at + 68, left).putInt(at + 72, -1).putInt(at + 76, child);
    }

    @Test
    void anOfficeDocumentIsToldByItsPartsWithoutAName() throws IOException {
        Identification found = of(null, word());
        assertEquals(WORD, found.mime());
        assertEquals(Category.DOCUMENT, found.category());
        assertEquals(Basis.CONTAINER, found.basis());
        assertEquals("fmt/412", found.puid());
        assertEquals("Word document (.docx)", found.format());
    }

    @Test
    void aPlainZipIsNoDocumentWhateverItsName() throws IOException {
        Identification found = of("letter.docx", zip("a.txt", "text"));
        assertEquals("application/zip", found.mime());
        assertTrue(found.mismatch());
        assertEquals(WORD, found.nameSays());
    }

    @Test
    void aDocumentCalledZipIsNoMismatch() throws IOException {
        assertFalse(of("letter.zip", word()).mismatch());
        assertTrue(of("letter.xlsx", word()).mismatch());
    }

    @ParameterizedTest
    @CsvSource({
        "META-INF/MANIFEST.MF, application/java-archive",
        "AndroidManifest.xml, application/vnd.android.package-archive",
        "META-INF/container.xml, application/zip",
        "doc.kml, application/vnd.google-earth.kmz",
        "Payload/My.app/Info.plist, application/x-itunes-ipa",
        "something/else, application/zip",
    })
    void zipsAreToldByTheNamesInThem(String entry, String mime) throws IOException {
        assertEquals(mime, of(null, zip("first", "x", entry, "x")).mime());
    }

    @Test
    void aTemplateKeepsItsTypeBesideTheIdOfItsDocuments() throws IOException {
        String mime = "application/vnd.oasis.opendocument.text-template";
        Identification found = of(
                null,
                zip(
                        "mimetype",
                        mime,
                        "content.xml",
                        "<office:document-content office:version=\"1.2\"/>",
                        "META-INF/manifest.xml",
                        "<manifest:file-entry manifest:media-type=\"" + mime + "\"/>"));
        assertEquals(mime, found.mime());
        assertEquals("fmt/291", found.puid());
    }

    @Test
    void aDeclaredTypeIsBelieved() throws IOException {
        byte[] text = zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "x");
        assertEquals("application/vnd.oasis.opendocument.text", of(null, text).mime());
        assertEquals(
                "application/zip",
                of(null, zip("mimetype", "text/html<script>")).mime());
    }

    @Test
    void macrosAreARisk() throws IOException {
        assertEquals(
                Set.of(Risk.MACROS),
                of(null, zip("xl/workbook.xml", "x", "xl/vbaProject.bin", "x")).risks());
        assertEquals(
                Set.of(Risk.MACROS),
                of(null, compound("WordDocument", "Macros")).risks());
    }

    @Test
    void aDeclaredTypeOf100MegabytesIsNotUnpacked() throws IOException {
        byte[] bomb = zip("mimetype", " ".repeat(100_000_000));
        assertEquals("application/zip", of("x.odt", bomb).mime());
    }

    @Test
    void aCutOffZipIsStillAZip() throws IOException {
        byte[] whole = word();
        for (int length = 4; length < whole.length; length += 7) {
            String mime = of("x.zip", Arrays.copyOf(whole, length)).mime();
            assertTrue(mime.equals("application/zip") || mime.equals(WORD), mime);
        }
    }

    @Test
    void everyDamagedByteOfADirectoryIsAnswered() throws IOException {
        byte[] whole = word();
        for (int at = 0; at < whole.length; at++) {
            for (byte value : new byte[] {0, 0x7f, -1}) {
                byte[] damaged = whole.clone();
                damaged[at] = value;
                String mime = of("x.docx", damaged).mime();
                assertTrue(OF_A_DAMAGED_DOCUMENT.contains(mime), mime + " at " + at);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WordDocument, application/msword",
        "Workbook, application/vnd.ms-excel",
        "PowerPoint Document, application/vnd.ms-powerpoint",
        "__properties_version1.0, application/vnd.ms-outlook",
        "VisioDocument, application/vnd.visio",
        "Anything, application/x-tika-msoffice",
    })
    void compoundFilesAreToldByTheirRoot(String name, String mime) throws IOException {
        Identification found = of(null, compound("\5SummaryInformation", name));
        assertEquals(mime, found.mime());
        assertEquals(Basis.CONTAINER, found.basis());
    }

    @Test
    void anEncryptedDocumentIsARisk() throws IOException {
        Identification found = of("x.docx", compound("EncryptionInfo", "EncryptedPackage"));
        assertEquals(Set.of(Risk.ENCRYPTED), found.risks());
        assertEquals(Category.DOCUMENT, found.category());
        assertFalse(found.mismatch());
    }

    @Test
    void loopsInACompoundFileEnd() throws IOException {
        byte[] file = compound("WordDocument", "b", "c");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(512 + 4, 1); // the directory's sector is followed by itself
        bytes.putInt(1024 + 3 * 128 + 68, 1); // the last entry's left is the first
        assertEquals("application/msword", of(null, file).mime());
    }

    @Test
    void absurdSectorsAreAnswered() throws IOException {
        for (int at = 0; at < 1536; at += 2) {
            for (short value : new short[] {0, -1, Short.MAX_VALUE}) {
                byte[] file = compound("WordDocument");
                ByteBuffer.wrap(file).putShort(at, value);
                String mime = of("x.doc", file).mime();
                assertTrue(OF_A_DAMAGED_COMPOUND.contains(mime), mime + " at " + at);
            }
        }
    }

    @Test
    void partsTellWhatPronomCallsTheVersion() throws IOException {
        byte[] text = zip(
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml",
                "<manifest:file-entry manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>",
                "content.xml",
                "<office:document-content office:version='1.2'/>");
        assertEquals("fmt/291", of(null, text).puid());
        assertEquals("application/vnd.oasis.opendocument.text", of(null, text).mime());
    }
}
