package dev.tallyman.ui.html.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.html.page.RunRow;
import dev.tallyman.ui.jobs.RunOutcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunSentencesTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aSweepThatIsDoneSaysItsCountsOnce() {
        assertEquals(
                "Sweep 7 classified 3 files in 2.0 s. A command started it.",
                said(Run.Status.DONE, 0, "3 classified", 3, false));
    }

    @Test
    void whatASweepReadAgainIsSaidEvenWhereNothingWasNew() {
        assertEquals(
                "Sweep 7 found nothing new in 2.0 s. 6 identified again, 6 of them are something else now."
                        + " A command started it.",
                said(Run.Status.DONE, 0, "6 identified again, 6 of them are something else now", 0, true));
    }

    @Test
    void aSweepThatWasStoppedSaysHowFarItCame() {
        assertEquals(
                "Sweep 7 was stopped: it classified 3 of 9 files in 2.0 s. A command started it.",
                said(Run.Status.CANCELLED, 143, "Stopped after 3 of 9 files", 3, false));
        assertEquals(
                "Sweep 7 was stopped after 2.0 s. Stopped before it read a file. A command started it.",
                said(Run.Status.CANCELLED, 143, "Stopped before it read a file", 0, false));
    }

    @Test
    void aSweepThatFailedSaysWhy() {
        assertEquals(
                "Sweep 7 failed after 2.0 s. The volume is full. A command started it.",
                said(Run.Status.FAILED, 1, "The volume is full", 0, false));
    }

    @Test
    void theRowOfASweepThatSomebodyStoppedSaysHowFarItCame() {
        assertEquals(
                "Cancelled after 3 of 9 files", row(RunOutcome.CANCELLED, 3).what());
        assertEquals("Cancelled", row(RunOutcome.CANCELLED, 0).what());
        assertEquals("Its own words", row("Its own words", 3).what());
    }

    private static RunRow row(String message, long classified) {
        return RunRow.of(run(Run.Status.CANCELLED, 143, message, classified), Optional.empty(), BEGAN);
    }

    private static String said(Run.Status status, int exit, @Nullable String message, long classified, boolean again) {
        var sentences = new RunSentences(run(status, exit, message, classified), again, BEGAN.plusSeconds(60));
        return sentences.lead(Optional.empty()).replaceFirst("\\.$", "") + sentences.says(new Totals.Count(0, 0));
    }

    private static Run run(Run.Status status, int exit, @Nullable String message, long classified) {
        long total = status == Run.Status.CANCELLED && classified > 0 ? 9 : classified;
        return new Run(
                7,
                Run.Kind.SWEEP,
                7,
                status,
                new Run.Request(Run.Trigger.COMMAND, null, BEGAN, null, null),
                BEGAN,
                BEGAN.plusSeconds(2),
                Run.Provenance.UNKNOWN,
                new Run.Counts(0, 0, 0, classified, 0, 0, 0, total),
                new Run.Account(exit, message, null, null));
    }
}
