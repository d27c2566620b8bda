package dev.tallyman.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Description;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        var found = describe("application/gzip", Samples.gzip("plain words".getBytes(StandardCharsets.UTF_8)));
        Identification what = Objects.requireNonNull(found.members().getFirst().what());
        assertEquals("text/plain", what.mime());
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
}
