package dev.tallyman.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Description;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is read of which family. */
class ReadersTest {
    private static Description describe(String type, byte[] bytes) throws IOException {
        return new Describer(new Identifier(), Rules.DEFAULT.parsers().describe())
                .describe("file", Content.of(bytes), type);
    }

    private static List<String> members(Description found) {
        return found.members().stream()
                .map(member -> member.name() + " is "
                        + Objects.requireNonNull(member.what()).mime())
                .toList();
    }

    @Test
    void theFilesInA7zAreToldByTheirContent() throws IOException {
        assertEquals(
                List.of("folder/a.txt is text/html", "b.html is text/html"),
                members(describe("application/x-7z-compressed", Samples.sevenZip())));
    }

    @Test
    void theFilesOfADiscAreToldByTheirContent() throws IOException {
        Description found = describe("application/x-iso9660-image", Samples.iso());
        assertEquals(List.of("FOLDER/A.TXT is text/plain"), members(found));
        assertEquals("HOLIDAY", found.metadata().get("archive:volume"));
    }

    @Test
    void aMessageOfOutlookSaysWhoSentWhat() throws IOException {
        Description found = describe("application/vnd.ms-outlook", CompoundSamples.message());
        assertEquals("The plan", found.metadata().get("dc:subject"));
        assertEquals("Anna", found.metadata().get("Message:From"));
        assertEquals(List.of("plan.txt is text/plain"), members(found));
    }

    @Test
    void anOldDocumentWithMacrosAndALockedOneAreTold() throws IOException {
        byte[] macros = CompoundSamples.compound(Map.of("Macros/VBA", new byte[10]));
        assertTrue(describe("application/msword", macros).dangers().contains(Risk.MACROS));
        byte[] locked = CompoundSamples.compound(Map.of("EncryptedPackage", new byte[10]));
        assertTrue(
                describe("application/x-tika-ooxml-protected", locked).dangers().contains(Risk.ENCRYPTED));
    }

    @Test
    void aCompressedFileIsOneMember() throws IOException {
        byte[] packed = Samples.gzip("plain words".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("file is text/plain"), members(describe("application/gzip", packed)));
        Description named = new Describer(
                        new Identifier(), Rules.DEFAULT.parsers().describe())
                .describe("Straße.txt.gz", Content.of(packed), "application/gzip");
        assertEquals(List.of("StraÃ\u009fe.txt is text/plain"), members(named));
    }

    @Test
    void whatXmlAndHtmlWriteOtherwiseIsReadAsItIsMeant() throws IOException {
        Description letter =
                describe("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Samples.docx());
        assertEquals("Anna & Ben’s", letter.metadata().get("dc:creator"));
        assertTrue(String.valueOf(letter.text()).contains("R&D words"), letter.text());
        String page =
                "<html><head><title>Tide &#8212; caf&eacute;</title></head><body>1 &lt; 2&nbsp;&amp; &#x4e2d;</body></html>";
        Description web = describe("text/html", page.getBytes(StandardCharsets.UTF_8));
        assertEquals("Tide — café", web.metadata().get("dc:title"));
        assertTrue(String.valueOf(web.text()).contains("1 < 2 & 中"), web.text());
    }

    @Test
    void theWordsOfOldOfficeDocumentsAreReadWithoutTheirInstructions() throws IOException {
        assertEquals(
                "The pelican café 鹈鹕 heron\n",
                describe("application/msword", CompoundSamples.word()).text());
        for (byte[] workbook :
                List.of(CompoundSamples.workbook(0), CompoundSamples.large(CompoundSamples.workbook(0)))) {
            Description sheets = describe("application/vnd.ms-excel", workbook);
            assertEquals("Budget\npelican\nlongest\n", sheets.text());
            assertEquals(1L, sheets.metadata().get("meta:sheet-count"));
        }
        assertEquals(
                "pelican\n鹈鹕\n",
                describe("application/vnd.ms-powerpoint", CompoundSamples.slides())
                        .text());
    }

    @Test
    void theWordsOfRtfAreReadInTheEncodingOfTheirFonts() throws IOException {
        Description found = describe("application/rtf", Samples.rtf());
        assertEquals("The pelican café – 鹈鹕 Привет\nheron {brace}\n", found.text());
        assertEquals("Tide über all", found.metadata().get("dc:title"));
        assertEquals("Zoë", found.metadata().get("dc:creator"));
    }

    @Test
    void whereNoTextIsWantedNothingIsSaidToBeLeftOut() throws IOException {
        var limits = new Rules.Describe(true, false, true, true, Duration.ofSeconds(30), 1 << 20, 1_000, 1_000, 10, 0);
        Description found = new Describer(new Identifier(), limits)
                .describe("a.txt", Content.of("some words".getBytes(StandardCharsets.UTF_8)), "text/plain");
        assertEquals(null, found.incomplete());
        assertEquals(null, found.text());
    }

    @Test
    void whatIsNoMp3IsNotTakenForOne() throws IOException {
        for (String type : List.of("video/x-flv", "video/mpeg", "video/x-ms-wmv", "audio/x-wavpack", "audio/aac")) {
            assertEquals(null, describe(type, MediaSamples.mp3()).metadata().get("xmpDM:duration"), type);
        }
    }

    @Test
    void soundAndFilmsSayHowLongTheyPlay() throws IOException {
        for (var media : Map.of(
                        "video/mp4", MediaSamples.mp4(),
                        "video/x-matroska", MediaSamples.matroska(),
                        "audio/x-aiff", MediaSamples.aiff(),
                        "audio/basic", MediaSamples.au(),
                        "audio/flac", MediaSamples.flac())
                .entrySet()) {
            Description found = describe(media.getKey(), media.getValue());
            assertEquals(2.0, found.metadata().get("xmpDM:duration"), media.getKey() + " " + found.metadata());
        }
    }
}
