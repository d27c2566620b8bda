package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionsTest {
    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() throws IOException {
        intake = new TestIntake(folder);
        intake.fill();
        intake.upload("odd/<b>two</b>.xyz", "TRK2");
        intake.sweep();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    /** Another detector reads again what the last one gave. */
    private void readAgain(String detector, Function<FilePath, Outcome.Verdict> reader) {
        intake.tick(Duration.ofMinutes(1));
        try (Slot slot = Slot.take(intake.volume)) {
            Run run = intake.index.runs().start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, slot, Run.Provenance.UNKNOWN);
            var stale = intake.index.queue().stale(slot, run);
            stale.adopt(detector);
            List<Outcome> outcomes = new ArrayList<>();
            for (Claim claim : stale.stale(detector, 100)) {
                var now = intake.clock.instant();
                outcomes.add(new Outcome(claim, 0, now, now, claim.facts(), intake.verdict(reader, claim)));
            }
            intake.index.queue().record(outcomes, 3, "rules-1", detector);
            intake.index.runs().end(run.id(), Run.Status.DONE, 0, "Done");
        }
    }

    private static Outcome.Verdict knowingTracks(FilePath path) {
        return path.extension().equals("xyz")
                ? TestIntake.is("application/x-track", Category.DATA, "fmt/9", "Track", null, Basis.MAGIC)
                : TestIntake.byName(path);
    }

    private Csvs table(String name) throws IOException {
        return Csvs.plain(intake.latest().resolve("data/" + name + ".csv"));
    }

    @Test
    void aReportSaysFromWhatToWhatVerdictsMovedByWhichFingerprintsAndWhichFiles() throws IOException {
        readAgain("test 2", RevisionsTest::knowingTracks);
        intake.report();

        Csvs counts = table("revisions");
        assertEquals(List.of("2"), counts.column("files"));
        assertEquals(List.of("8"), counts.column("bytes"));
        assertEquals(List.of("application/octet-stream"), counts.column("old_mime"));
        assertEquals(List.of("application/x-track"), counts.column("mime"));
        assertEquals(List.of("fmt/9"), counts.column("puid"));
        assertEquals(List.of("test 1"), counts.column("old_detector"));
        assertEquals(List.of("test 2"), counts.column("detector"));
        Csvs files = table("revisions-files");
        assertEquals(List.of("odd/<b>two</b>.xyz", "odd/thing.xyz"), files.column("path"));
        assertEquals(List.of("unknown", "unknown"), files.column("old_category"));
        assertTrue(intake.files().contains("data/revisions.json"));
        assertTrue(intake.files().contains("data/revisions-files.json"));
        String index = intake.page("index.html");
        assertTrue(index.contains("id=\"revisions\""), index);
        assertTrue(index.contains("Track (fmt/9)"), index);
        assertTrue(index.contains("test 1 → test 2"), index);
        assertTrue(index.contains("href=\"lists/revisions-files.html\""), index);
        String list = intake.page("lists/revisions-files.html");
        assertTrue(list.contains("Track (fmt/9)"), list);
        assertTrue(list.contains("data-id=\"6\""), list);
        assertFalse(list.contains("<b>two"), list);
    }

    @Test
    void nothingIsShownWhereNothingMoved() throws IOException {
        readAgain("test 2", TestIntake::byName);
        intake.report();

        assertFalse(intake.page("index.html").contains("revisions"));
        assertTrue(table("revisions").rows().isEmpty());
        assertFalse(intake.files().contains("lists/revisions-files.html"));
    }

    @Test
    void whatAnotherDetectorMovedBeforeIsNoNewsAnyMore() throws IOException {
        readAgain("test 2", RevisionsTest::knowingTracks);
        readAgain("test 3", RevisionsTest::knowingTracks);
        intake.report();

        assertTrue(table("revisions-files").rows().isEmpty());
    }

    @Test
    void filesInTheTrashAndThoseWithOtherBytesSinceAreNotListed() throws IOException {
        readAgain("test 2", RevisionsTest::knowingTracks);
        intake.index.trash().put(6);
        intake.drop("odd/<b>two</b>.xyz", "quite another content");
        intake.sweep();
        intake.report();

        assertTrue(table("revisions-files").rows().isEmpty());
        assertTrue(table("revisions").rows().isEmpty());
    }
}
