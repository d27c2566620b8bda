package dev.tallyman.identification.pronom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.identification.signature.ByteSequence;
import dev.tallyman.identification.signature.FileEnds;
import dev.tallyman.identification.signature.Requirement;
import dev.tallyman.identification.signature.SignatureIndex;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PronomTest {
    private static final Pronom PRONOM = Pronom.bundled();

    private static final SignatureIndex INDEX = new SignatureIndex(PRONOM.rules(), 4096);

    private static List<Pronom.Format> formats(byte[] head, byte[] tail) {
        SignatureIndex.Scan scan = INDEX.scan(head);
        scan.finish(tail);
        return PRONOM.of(scan, 0);
    }

    private static List<String> of(byte[] bytes) {
        return formats(bytes, bytes).stream().map(Pronom.Format::puid).toList();
    }

    private static boolean matches(String sequence, String content) {
        byte[] bytes = content.getBytes(ISO_8859_1);
        return Requirement.of(sequence).holds(new FileEnds(bytes, bytes));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "4D5A, MZ, true",
                "4D5A, MY, false",
                "'MZ'[30:39], MZ5, true",
                "'MZ'[30:39], MZa, false",
                "'MZ'[!30], MZ5, true",
                "'MZ'[!30], MZ0, false",
                "[!&01], b, true",
                "[!&01], a, false",
                "[3030:3939], 42, true",
                "[3030:3938], 99, false",
                "[!3030], 01, true",
                "[!3030], 00, false",
                "['6'-'7'] 21, 6!, true",
            })
    void patternsAreReadAsPronomWritesThem(String pattern, String bytes, boolean right) {
        assertEquals(right, matches("B{0-0}" + pattern, bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "B{0-0}41, AB, true",
        "B{1-3}41, xxA, true",
        "B{1-3}41, xxxxA, false",
        "B{0-0}41{2-*}42, AxxxxB, true",
        "B{0-0}41{2-*}42, AxB, false",
        "B{0-2}41|42{0-0}43, xBC, true",
        "B{0-4}41{0-0}43, ABAC, true",
        "V{0-*}41{1-1}43, xxAxAxC, true",
        "E{0-0}5A, ABZ, true",
        "E{0-1}5A{1-2}41, AxxZ!, true",
        "E{0-1}5A{1-2}41, AxxxZ!, false",
    })
    void gapsAndAlternativesAreTriedAll(String sequence, String content, boolean right) {
        assertEquals(right, matches(sequence, content));
        assertEquals(sequence, ByteSequence.of(sequence).toString());
    }

    @Test
    void aFormatWithPriorityStandsAlone() {
        byte[] gif = "GIF89a\1\0\1\0\0\0\0;".getBytes(ISO_8859_1);
        assertEquals(List.of("fmt/4"), of(gif));
        byte[] elf = Arrays.copyOf(HexFormat.of().parseHex("7F454C46020101"), 64);
        assertEquals(List.of("fmt/690"), of(elf));
    }

    @Test
    void theEndOfALongFileIsLookedAt() {
        byte[] head = Arrays.copyOf("GIF89a".getBytes(ISO_8859_1), 65_536);
        byte[] tail = new byte[65_536];
        tail[65_535] = ';';
        assertEquals(
                List.of("fmt/4"),
                formats(head, tail).stream().map(Pronom.Format::puid).toList());
        assertEquals(
                List.of(), formats(head, head).stream().map(Pronom.Format::puid).toList());
    }

    @Test
    void noiseAndRepetitionsEndSoon() {
        byte[] noise = new byte[65_536];
        new Random(1).nextBytes(noise);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of(noise));
        byte[] lines = "0\n0\nSECTION\n".repeat(5_000).getBytes(UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of(lines));
        // Everything that any signature waits for, over and over
        var all = new ByteArrayOutputStream();
        for (Pronom.Signature signature : RegistryTable.bundled().signatures()) {
            for (String clue : signature.rule().clues().split(" ", -1)) {
                all.writeBytes(clue.startsWith("~") ? HexFormat.of().parseHex(clue.substring(1)) : new byte[0]);
            }
        }
        byte[] full = Arrays.copyOf(all.toByteArray(), 65_536);
        System.arraycopy(full, 0, full, all.size(), 65_536 - all.size());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of(full));
        assertEquals(List.of(), of(new byte[0]));
    }

    private static String file(String signatures, String formats) {
        return """
                <?xml version="1.0"?>
                <FFSignatureFile Version="7" xmlns="http://www.nationalarchives.gov.uk/pronom/SignatureFile">
                <InternalSignatureCollection>%s</InternalSignatureCollection>
                <FileFormatCollection>%s</FileFormatCollection>
                </FFSignatureFile>
                """.formatted(signatures, formats);
    }

    private static String signature(String sequence) {
        return """
                <InternalSignature ID="1"><ByteSequence Reference="BOFoffset">
                <SubSequence Position="1" SubSeqMinOffset="0" SubSeqMaxOffset="0"><Sequence>%s</Sequence></SubSequence>
                </ByteSequence></InternalSignature>""".formatted(sequence);
    }

    private static final String FORMAT =
            "<FileFormat ID=\"5\" Name=\"Mine\" PUID=\"x/1\"><InternalSignatureID>1</InternalSignatureID></FileFormat>";

    private static Pronom.Registry read(String xml) throws SignatureFile.Broken {
        return SignatureFile.read(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    @Test
    void aSignatureFileBecomesATableAndBack() throws SignatureFile.Broken {
        Pronom.Registry registry = read(file(signature("4D49[4E:4F]45"), FORMAT));
        assertEquals("7", registry.source().version());
        String table = RegistryTable.write(registry);
        assertEquals(table, RegistryTable.write(RegistryTable.read(table)));
        var pronom = new Pronom(registry);
        SignatureIndex.Scan scan = new SignatureIndex(pronom.rules(), 4096).scan("MINE".getBytes(UTF_8));
        assertEquals("x/1", pronom.of(scan, 0).getFirst().puid());
    }

    @Test
    void aBrokenSignatureFileIsSaidWithItsLine() {
        assertSays("line 4: '5', which is no byte", file(signature("4D5X"), FORMAT));
        assertSays("an impossible range", file(signature("[39:30]"), FORMAT));
        assertSays("signature 1 is used and not there", file("", FORMAT));
        assertSays("no DROID signature file", "<a/>");
        assertSays("no XML that can be read", "<FFSignatureFile Version=\"1\"><File");
        String circle = FORMAT.replace(
                "</FileFormat>", "<HasPriorityOverFileFormatID>5</HasPriorityOverFileFormatID></FileFormat>");
        assertSays("x/1 has priority over itself", file(signature("4D5A"), circle));
    }

    private static void assertSays(String what, String xml) {
        String said = String.valueOf(
                assertThrows(SignatureFile.Broken.class, () -> read(xml)).getMessage());
        assertTrue(said.contains(what), said);
        assertFalse(said.contains("\n"), said);
    }
}
