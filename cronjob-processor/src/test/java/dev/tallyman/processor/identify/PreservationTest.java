package dev.tallyman.processor.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path gif = Files.write(folder.resolve("a,b.gif"), "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1));
        Path text = write("none.bin", "\0\1\2\3");
        assertEquals(0, run(new byte[0], "--sf", gif.toString(), text.toString(), folder + "/gone"));
        assertEquals(
                "filename,filesize,modified,errors,namespace,id,format,version,mime,basis,warning", lines().getFirst());
        String first = lines().get(1);
        assertTrue(first.startsWith("\"" + gif + "\",14,"), first);
        assertTrue(first.endsWith(",,pronom,fmt/4,Graphics Interchange Format,89a,image/gif,byte match,"), first);
        assertTrue(lines().get(2).endsWith(",,pronom,UNKNOWN,,,,,no match"), lines().get(2));
        assertTrue(lines().get(3).endsWith("/gone,0,,Missing,pronom,UNKNOWN,,,,,no match"), lines().get(3));
    }

    @Test
    void droidsCsvHasARowForEachFile() throws IOException {
        Path gif = Files.write(folder.resolve("a.gif"), "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1));
        assertEquals(0, run(new byte[0], "--droid", gif.toString()));
        assertTrue(lines().getFirst().startsWith("\"ID\",\"PARENT_ID\",\"URI\",\"FILE_PATH\","), lines().getFirst());
        assertEquals(2, lines().size());
        String row = lines().get(1);
        assertTrue(
                row.startsWith("\"1\",\"\",\"file://" + gif + "\",\"" + gif + "\",\"a.gif\",\"Signature\",\"Done\""),
                row);
        assertTrue(
                row.endsWith("\"false\",\"\",\"1\",\"fmt/4\",\"image/gif\",\"Graphics Interchange Format\",\"89a\""),
                row);
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
