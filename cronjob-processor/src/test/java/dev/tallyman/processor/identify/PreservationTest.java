package dev.tallyman.processor.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code identify} gives to the tools of digital preservation, and takes from them. */
class PreservationTest extends OnIdentify {
    @Test
    void anAnswerIsExplainedInWords() throws IOException {
        Path gif = Files.write(folder.resolve("a.png"), "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1));
        assertEquals(0, run(new byte[0], "--explain", gif.toString()));
        String said = String.join("\n", lines());
        assertTrue(said.contains("    image/gif, at byte 0, priority 50: goes first"), said);
        assertTrue(said.contains("    fmt/4 Graphics Interchange Format, at byte 0"), said);
        assertTrue(said.contains("  The name may mean:\n    image/png"), said);
        assertTrue(said.contains("  Answer: GIF 89a, image/gif (magic), fmt/4; its name says image/png"), said);
    }

    @Test
    void siegfriedsCsvHasPronomsNames() throws IOException {
        Path gif = gif("a,b.gif");
        Path text = write("none.bin", "\0\1\2\3");
        assertEquals(0, run(new byte[0], "--sf", gif.toString(), text.toString(), folder + "/gone"));
        assertEquals(
                List.of(
                        "filename,filesize,modified,errors,namespace,id,format,version,mime,basis,warning",
                        "\"" + gif
                                + "\",14,2024-02-29T12:34:56Z,,pronom,fmt/4,Graphics Interchange Format,89a,image/gif,"
                                + "extension match gif; byte match,",
                        text + ",4,2024-02-29T12:34:56Z,,pronom,UNKNOWN,,,,,no match",
                        folder + "/gone,0,,Missing,pronom,UNKNOWN,,,,,no match"),
                lines());
        assertEquals(0, run(new byte[0], "--sf", "--hash", "md5", gif.toString()));
        assertEquals(
                "filename,filesize,modified,errors,md5,namespace,id,format,version,mime,basis,warning",
                lines().getFirst());
        assertTrue(lines().get(1).contains(",,bc4be32fc23f91be8d1d93f61cf61838,pronom,fmt/4,"), lines().get(1));
    }

    @Test
    void aNameThatNoYamlHoldsIsEscapedInIt() throws IOException {
        Path odd = write("a\u0001b\u0085c", "");
        assertEquals(0, run(odd.toString().getBytes(UTF_8), "--sf-yaml", "-"));
        assertTrue(out.toString(UTF_8).contains("\\/a\\u0001b\\u0085c\"\n"), out.toString(UTF_8));
    }

    // To the byte what sf 1.11.2 writes, but for the offsets and the class of a format.
    @Test
    void siegfriedsYamlIsADocumentForEachFile() throws IOException {
        Path gif = gif("it's.png");
        Path text = write("new\nline.txt", "some words and no more\n");
        Path empty = write("empty", "");
        String paths = String.join("\0", gif.toString(), text.toString(), empty.toString(), folder + "/gone");
        assertEquals(0, run(paths.getBytes(UTF_8), "--sf-yaml", "--hash", "sha1", "-0", "-"));
        String said = out.toString(UTF_8);
        int first = said.indexOf("\n---\n") + 1;
        assertTrue(said.substring(0, first).matches("""
                ---
                siegfried   : 1\\.11\\.2
                scandate    : 2026-01-02T03:04:05Z
                signature   : Tallyman [\\d.]+, PRONOM 120 \\([0-9a-f]{8}\\)
                created     : 2025-02-25T10:40:39Z
                identifiers :\s
                  - name    : 'pronom'
                    details : 'DROID_SignatureFile_V120\\.xml; container-signature-20240715\\.xml'
                """), said);
        assertEquals("""
                ---
                filename : '%1$s/it''s.png'
                filesize : 14
                modified : 2024-02-29T12:34:56Z
                errors   :\s
                sha1     : 383ed85131f4ed92dc15ebfe44585c7e14074264
                matches  :
                  - ns      : 'pronom'
                    id      : 'fmt/4'
                    format  : 'Graphics Interchange Format'
                    version : '89a'
                    mime    : 'image/gif'
                    basis   : 'byte match'
                    warning : 'extension mismatch'
                ---
                filename : "%2$s\\/new\\nline.txt"
                filesize : 23
                modified : 2024-02-29T12:34:56Z
                errors   :\s
                sha1     : e23a9eb37572bbe575c998c222db861bafc63a19
                matches  :
                  - ns      : 'pronom'
                    id      : 'x-fmt/111'
                    format  : 'Plain Text File'
                    version :\s
                    mime    : 'text/plain'
                    basis   : 'extension match txt; text match'
                    warning :\s
                ---
                filename : '%1$s/empty'
                filesize : 0
                modified : 2024-02-29T12:34:56Z
                errors   : 'empty source'
                sha1     : da39a3ee5e6b4b0d3255bfef95601890afd80709
                matches  :
                  - ns      : 'pronom'
                    id      : 'UNKNOWN'
                    format  :\s
                    version :\s
                    mime    :\s
                    basis   :\s
                    warning : 'no match'
                ---
                filename : '%1$s/gone'
                filesize : 0
                modified : 0001-01-01T00:00:00Z
                errors   : 'Missing'
                matches  :
                  - ns      : 'pronom'
                    id      : 'UNKNOWN'
                    format  :\s
                    version :\s
                    mime    :\s
                    basis   :\s
                    warning : 'no match'
                """.formatted(folder, folder.toString().replace("/", "\\/")), said.substring(first));
    }

    @Test
    void droidsCsvHasARowForEachFileAndFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("in"));
        Path gif = gif("in/a.gif");
        Path odd = Files.move(gif("b"), folder.resolve("b\nc"));
        String paths = String.join("\0", folder.toString(), inner.toString(), gif.toString(), odd.toString());
        assertEquals(0, run(paths.getBytes(UTF_8), "--droid", "--hash", "sha256", "-0", "-"));
        String sum = "1f19970f056cd116a5fe3c02422c1ee1ac827136df470b5c89af492620512aa4";
        List<String> said = lines();
        assertEquals(
                "\"ID\",\"PARENT_ID\",\"URI\",\"FILE_PATH\",\"NAME\",\"METHOD\",\"STATUS\",\"SIZE\",\"TYPE\",\"EXT\","
                        + "\"LAST_MODIFIED\",\"EXTENSION_MISMATCH\",\"SHA256_HASH\",\"FORMAT_COUNT\",\"PUID\","
                        + "\"MIME_TYPE\",\"FORMAT_NAME\",\"FORMAT_VERSION\"",
                said.getFirst());
        String folders = said.get(2);
        assertTrue(
                folders.startsWith("\"2\",\"1\",\"file://" + inner + "/\",\"" + inner + "\",\"in\",\"\",\"Done\",\"\","
                        + "\"Folder\",\"\",\"20"),
                folders);
        assertTrue(folders.endsWith("\"false\",\"\",\"\",\"\",\"\",\"\",\"\""), folders);
        assertEquals(
                "\"3\",\"2\",\"file://" + gif + "\",\"" + gif + "\",\"a.gif\",\"Signature\",\"Done\",\"14\",\"File\","
                        + "\"gif\",\"2024-02-29T12:34:56\",\"false\",\"" + sum + "\",\"1\",\"fmt/4\",\"image/gif\","
                        + "\"Graphics Interchange Format\",\"89a\"",
                said.get(3));
        assertTrue(
                said.get(4).startsWith("\"4\",\"1\",\"file://" + folder + "/b%0Ac\",\"" + folder + "/b\uFFFDc\","),
                said.get(4));
        assertEquals(5, said.size());
    }

    @Test
    void aChecksumNeedsAFormThatHasIt() throws IOException {
        String gif = gif("a.gif").toString();
        assertEquals(2, run(new byte[0], "--json", "--hash", "md5", gif));
        assertEquals(2, run(new byte[0], "--sf", "--hash", "md6", gif));
        assertEquals(List.of(), lines());
    }

    private Path gif(String name) throws IOException {
        return dated(Files.write(folder.resolve(name), "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1)));
    }

    private static Path dated(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-29T12:34:56Z")));
    }

    @Override
    Path write(String name, String text) throws IOException {
        return dated(super.write(name, text));
    }

    @Test
    void anotherSignatureFileDecidesOrEndsIt() throws IOException {
        Path mine = write("mine.xml", """
                <FFSignatureFile Version="7"><InternalSignatureCollection>
                <InternalSignature ID="1"><ByteSequence Reference="BOFoffset">
                <SubSequence Position="1" SubSeqMinOffset="0" SubSeqMaxOffset="0"><Sequence>00010203</Sequence></SubSequence>
                </ByteSequence></InternalSignature></InternalSignatureCollection>
                <FileFormatCollection><FileFormat ID="5" Name="Mine" PUID="x/1">
                <InternalSignatureID>1</InternalSignatureID></FileFormat></FileFormatCollection></FFSignatureFile>
                """);
        Path file = Files.write(folder.resolve("some"), new byte[] {0, 1, 2, 3, 4});
        assertEquals(0, run(new byte[0], "--tsv", "--pronom", mine.toString(), file.toString()));
        assertEquals(List.of(file + "\tapplication/octet-stream\tdata\tx/1\tMine\tmagic\tfalse"), lines());
        Path broken = write("broken.xml", Files.readString(mine).replace("00010203", "0001ZZ"));
        assertEquals(2, run(new byte[0], "--pronom", broken.toString(), file.toString()));
        assertEquals(List.of(), lines());
    }
}
