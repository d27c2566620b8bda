package dev.tallyman.report.page;

import dev.tallyman.file.State;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Pair;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a person could do about what the report found, the most pressing first.
 *
 * @param what in the imperative
 * @param why in one sentence
 */
public record NextStep(String what, String why, String link, String href) {
    private static final int MOST = 7;
    private static final Duration BACKUP = Duration.ofHours(36);

    public static List<NextStep> of(ReportModel f) {
        List<NextStep> todo = new ArrayList<>();
        states(f, todo);
        space(f, todo);
        contents(f, todo);
        housekeeping(f, todo);
        return todo.subList(0, Math.min(MOST, todo.size()));
    }

    private static void states(ReportModel f, List<NextStep> todo) {
        Totals totals = f.totals();
        long needs = totals.of(State.QUARANTINED).files();
        if (needs > 0) {
            todo.add(new NextStep(
                    "Look at " + Words.files(needs) + " that could not be read.",
                    "Sweeps leave " + (needs == 1 ? "it" : "them") + " alone until you decide.",
                    Words.files(needs),
                    "#needs"));
        }
        long received = totals.of(State.RECEIVED).files();
        if (received > 0) {
            todo.add(new NextStep(
                    "Start a sweep.",
                    Words.files(received)
                            + (received == 1 ? " waits" : " wait")
                            + " for a verdict, unless one has begun since.",
                    Words.files(received),
                    f.seen().list(FileList.WAITING).link("numbers")));
        }
        long failed = totals.of(State.FAILED).files();
        if (failed > 0) {
            todo.add(new NextStep(
                    "See why " + Words.files(failed) + " failed.",
                    "The next sweep tries again; what has a cause fails again.",
                    Words.files(failed),
                    "#failed"));
        }
        long missing = totals.of(State.MISSING).files();
        if (missing > 0) {
            todo.add(new NextStep(
                    "Find out what became of " + Words.files(missing) + ".",
                    "Somebody moved or deleted " + (missing == 1 ? "it" : "them") + " on the volume itself.",
                    Words.files(missing),
                    f.missing().link("numbers")));
        }
    }

    private static void space(ReportModel f, List<NextStep> todo) {
        if (f.space().free() * 10 < f.space().total()) {
            todo.add(new NextStep(
                    "Make room.",
                    "Only "
                            + Words.size(f.space().free())
                            + " of "
                            + Words.size(f.space().total())
                            + " are free on the volume.",
                    "largest files",
                    "#largest"));
        }
        if (f.duplicates().wasted() > 0) {
            long copies = f.duplicates().copies();
            todo.add(new NextStep(
                    "Free " + Words.size(f.duplicates().wasted()) + ".",
                    Words.files(copies) + (copies == 1 ? " is a copy" : " are copies") + " of others.",
                    Words.count(f.duplicates().groups(), "group", "groups"),
                    "#duplicates"));
        }
    }

    private static void contents(ReportModel f, List<NextStep> todo) {
        long mismatches = f.seen().list(FileList.MISMATCHES).total();
        if (mismatches > 0) {
            String most = f.pairs().rows().stream()
                    .findFirst()
                    .filter(pair -> mismatches > 1)
                    .map(NextStep::pair)
                    .orElse("");
            todo.add(new NextStep(
                    "Rename " + Words.files(mismatches),
                    "whose ending promises another format" + most + ".",
                    Words.files(mismatches),
                    "#mismatches"));
        }
        long unidentified = f.seen().unidentified().total();
        if (unidentified > 0) {
            todo.add(new NextStep(
                    "Tell the rules about " + Words.files(unidentified),
                    "whose format nothing told: a category by ending is one line.",
                    Words.files(unidentified),
                    "#unidentified"));
        }
        long risks = f.seen().list(FileList.RISKS).total();
        if (risks > 0) {
            todo.add(new NextStep(
                    "Check " + Words.files(risks) + " before you pass " + (risks == 1 ? "it" : "them") + " on.",
                    "Names or contents could surprise whoever comes next.",
                    Words.files(risks),
                    "#risks"));
        }
    }

    private static String pair(Counted<Pair> pair) {
        return "; "
                + Words.count(pair.files())
                + (pair.files() == 1 ? " is " : " are ")
                + ReportText.cut(ReportText.format(pair.what().content()), 40)
                + " called ."
                + ReportText.cut(pair.what().extension(), 16);
    }

    private static void housekeeping(ReportModel f, List<NextStep> todo) {
        boolean fresh = f.housekeeping()
                .map(run -> run.ended())
                .filter(ended -> Duration.between(ended, f.head().at()).compareTo(BACKUP) < 0)
                .isPresent();
        if (!fresh && f.totals().files() > 0) {
            todo.add(new NextStep(
                    "Run housekeeping.",
                    f.housekeeping().isEmpty()
                            ? "It has never run here, so the index has no backup."
                            : "The index has had no backup for "
                                    + Words.roughly(Duration.between(
                                            f.housekeeping().orElseThrow().requested(),
                                            f.head().at()))
                                    + ".",
                    "why",
                    "#runs"));
        }
    }
}
