package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.people.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what, in a report. */
class DeedsTest {
    @TempDir
    Path folder;

    @Test
    void peopleAreCountedByWhatTheyDidWithoutAnyFileOrAddress() throws IOException {
        try (var intake = new TestIntake(folder)) {
            intake.folders = true;
            long first = intake.upload("photos/secret.jpg", "a").id();
            long second = intake.upload("photos/other.jpg", "b").id();
            new Author("ann", null, "192.0.2.0/24")
                    .run(() -> intake.index.trash().put(first));
            intake.report();
            intake.tick(Duration.ofHours(1));
            new Author("ann", 7L, "192.0.2.0/24").run(() -> intake.index.trash().put(second));
            new Author("<b>bob", null, "192.0.2.0/24")
                    .run(() -> intake.index.trash().restore(second));
            intake.report();

            Csvs deeds = Csvs.plain(intake.latest().resolve("data/deeds.csv"));
            assertEquals(
                    List.of("who", "program", "deed", "times", "since_last_report", "with_token", "first", "last"),
                    deeds.header());
            assertEquals(
                    List.of("ann", "false", "delete", "2", "1", "1"),
                    deeds.rows().getFirst().subList(0, 6));
            assertTrue(deeds.column("who").contains("<b>bob"), deeds::toString);
            String page = intake.page("index.html");
            String section = page.substring(page.indexOf("id=\"deeds\""), page.indexOf("id=\"provenance\""));
            assertTrue(section.contains("<bdi>ann</bdi>") && section.contains("&lt;b"), section);
            for (String said : List.of(section, intake.data("deeds.csv"), intake.data("deeds.json"))) {
                assertFalse(said.contains("192.0.2") || said.contains("secret"), said);
            }
            Path own = intake.latest().resolve("folders/photos");
            assertFalse(Files.readString(own.resolve("index.html")).contains("bob"), "deeds speak of the whole");
            assertFalse(Files.readString(own.resolve("data/deeds.csv")).contains("ann"));
        }
    }
}
