package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Description;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.file.Risk;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an archivist reads in a report: what is in the files. */
class ContentsTest {
    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() throws IOException {
        intake = new TestIntake(folder);
        for (String name : List.of("a.jpg", "b.jpg", "letter.pdf", "locked.pdf", "song.mp4", "mail.txt", "z.xyz")) {
            intake.upload("in/" + name, name);
        }
        intake.sweep();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private static Description of(Map<String, Object> metadata) {
        return new Description(metadata, Set.of(), List.of(), null, null, null, null);
    }

    private static Description described(String name) {
        return switch (name) {
            case "a.jpg" ->
                of(Map.of("exif:DateTimeOriginal", "2019-07-01T10:00:00", "tiff:Make", "Canon", "tiff:Model", "EOS"));
            case "b.jpg" ->
                of(Map.of("exif:DateTimeOriginal", "2019-12-31T10:00:00", "tiff:Make", "Canon", "tiff:Model", "EOS"));
            case "letter.pdf" ->
                of(Map.of(
                        "dc:creator",
                        "Zoë <b>",
                        "xmpTPg:NPages",
                        3L,
                        "pdfa:claim",
                        "PDF/A-1b",
                        "dc:language",
                        "de-AT"));
            case "locked.pdf" ->
                new Description(
                        Map.of(),
                        Set.of(Risk.ENCRYPTED),
                        List.of(),
                        null,
                        null,
                        null,
                        "It opens with a password only.");
            case "song.mp4" -> of(Map.of("xmpDM:duration", 61.0));
            case "mail.txt" ->
                new Description(
                        Map.of("Message:From", "=1+1@example.org"),
                        Set.of(),
                        List.of(member("one.png"), member("two.png"), new Member("x", 1L, null, null, false, null)),
                        3L,
                        null,
                        null,
                        null);
            default -> of(Map.of());
        };
    }

    private static Member member(String name) {
        return new Member(
                name,
                100L,
                null,
                null,
                false,
                new Identification(
                        "image/png", Category.IMAGE, List.of(), "PNG", null, Basis.MAGIC, false, null, Set.of()));
    }

    private void describe() {
        try (Slot slot = Slot.take(intake.volume)) {
            var descriptions = intake.index.descriptions();
            List<DescriptionOutcome> all = descriptions.claim(slot, 100).stream()
                    .map(claim -> new DescriptionOutcome(
                            claim,
                            new DescriptionOutcome.Found(described(claim.path().name()), null, false)))
                    .toList();
            descriptions.record(slot, all, "1", "");
        }
    }

    private Csvs table(String name) throws IOException {
        return Csvs.plain(intake.latest().resolve("data/" + name + ".csv"));
    }

    private void assertTable(String name, @Nullable String list, List<String> values, List<String> files)
            throws IOException {
        assertEquals(values, table(name).column("value"), name);
        assertEquals(files, table(name + "-files").column("path"), name);
        String index = intake.page("index.html");
        assertTrue(index.contains("id=\"" + name + "\""), name);
        for (String link : List.of(
                "data/" + name + ".csv",
                "data/" + name + ".json",
                "data/" + name + "-files.csv",
                "data/" + name + "-files.json",
                "lists/" + name + "-files.html")) {
            assertTrue(index.contains("href=\"" + link + "\""), link);
            assertTrue(intake.files().contains(link), link);
        }
        if (list != null) {
            assertTrue(intake.page("lists/" + name + "-files.html").contains(list), name);
        }
    }

    @Test
    void eachTableHasItsNumbersTheListBehindThemAndBothAsCsvAndJson() throws IOException {
        describe();
        intake.report();

        assertTable("cameras", "Canon EOS", List.of("Canon EOS"), List.of("in/a.jpg", "in/b.jpg"));
        assertEquals(List.of("2"), table("cameras").column("files"));
        assertTable("taken", "2019", List.of("2019"), List.of("in/a.jpg", "in/b.jpg"));
        assertTable(
                "authors",
                "Zoë &lt;b&gt;",
                List.of("=1+1@example.org", "Zoë <b>"),
                List.of("in/mail.txt", "in/letter.pdf"));
        assertTable("languages", "de-at", List.of("de-at"), List.of("in/letter.pdf"));
        assertTable("pdf-a", "PDF/A-1b", List.of("PDF/A-1b"), List.of("in/letter.pdf"));
        String index = intake.page("index.html");
        assertTrue(index.contains("id=\"extent\"") && index.contains("1 min"), index);
    }

    @Test
    void whatLiesInsideWhatIsLockedAndWhatWasNotReadWholeAreListed() throws IOException {
        describe();
        intake.report();

        Csvs members = table("member-formats");
        assertEquals(List.of("PNG", ""), members.column("format"));
        assertEquals(List.of("2", "1"), members.column("files"));
        assertEquals(List.of("in/mail.txt"), table("holders").column("path"));
        assertEquals(List.of("in/locked.pdf"), table("encrypted").column("path"));
        assertEquals(List.of("in/locked.pdf"), table("partly-read").column("path"));
        String index = intake.page("index.html");
        for (String section : List.of("inside", "encrypted", "partly-read")) {
            assertTrue(index.contains("id=\"" + section + "\""), section);
        }
        for (String data : List.of("member-formats", "holders", "encrypted", "partly-read")) {
            assertTrue(intake.files().contains("data/" + data + ".json"), data);
            assertTrue(index.contains("href=\"data/" + data + ".csv\""), data);
        }
        assertTrue(index.contains("opens with a password only"), index);
    }

    @Test
    void whereNothingIsSaidThereIsNoSection() throws IOException {
        intake.report();
        String index = intake.page("index.html");
        for (String section : List.of("cameras", "taken", "authors", "languages", "pdf-a", "inside", "extent")) {
            assertFalse(index.contains("id=\"" + section + "\""), section);
        }
        assertTrue(table("cameras").rows().isEmpty());
    }
}
