package dev.tallyman.report.page;

import dev.tallyman.file.Identification;
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

    public static List<NextStep> of(ReportModel model) {
        List<NextStep> todo = new ArrayList<>();
        states(model, todo);
        space(model, todo);
        contents(model, todo);
        housekeeping(model, todo);
        return todo.subList(0, Math.min(MOST, todo.size()));
    }

    private static void states(ReportModel model, List<NextStep> todo) {
        Totals totals = model.totals();
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
                            + " to be identified, unless one has begun since.",
                    Words.files(received),
                    model.scan().list(FileList.WAITING).link("numbers")));
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
                    model.listings().missing().link("numbers")));
        }
    }

    private static void space(ReportModel model, List<NextStep> todo) {
        if (model.space().free() * 10 < model.space().total()) {
            todo.add(new NextStep(
                    "Make room.",
                    "Only "
                            + Words.size(model.space().free())
                            + " of "
                            + Words.size(model.space().total())
                            + " are free on the volume.",
                    "largest files",
                    "#largest"));
        }
        if (model.duplicates().wasted() > 0) {
            long copies = model.duplicates().copies();
            todo.add(new NextStep(
                    "Free " + Words.size(model.duplicates().wasted()) + ".",
                    Words.files(copies) + (copies == 1 ? " is a copy" : " are copies") + " of others.",
                    Words.count(model.duplicates().groups(), "group", "groups"),
                    "#duplicates"));
        }
    }

    private static void contents(ReportModel model, List<NextStep> todo) {
        long mismatches = model.scan().list(FileList.MISMATCHES).total();
        if (mismatches > 0) {
            String most = model.listings().pairs().rows().stream()
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
        long unidentified = model.scan().unidentified().total();
        if (unidentified > 0) {
            todo.add(new NextStep(
                    "Tell the rules about " + Words.files(unidentified),
                    "whose format nothing told: a category by ending is one line.",
                    Words.files(unidentified),
                    "#unidentified"));
        }
        long risks = model.scan().list(FileList.RISKS).total();
        if (risks > 0) {
            todo.add(new NextStep(
                    "Check " + Words.files(risks) + " before you pass " + (risks == 1 ? "it" : "them") + " on.",
                    "Names or contents could surprise whoever comes next.",
                    Words.files(risks),
                    "#risks"));
        }
    }

    private static String pair(Counted<Pair> pair) {
        String format = ReportText.format(pair.what().content());
        return "; "
                + Words.count(pair.files())
                + (pair.files() == 1 ? " is " : " are ")
                + (format.equals(Identification.UNKNOWN) ? "of no known format" : ReportText.cut(format, 40))
                + " called ."
                + ReportText.cut(pair.what().extension(), 16);
    }

    private static void housekeeping(ReportModel model, List<NextStep> todo) {
        boolean fresh = model.history()
                .housekeeping()
                .map(run -> run.ended())
                .filter(ended -> Duration.between(ended, model.head().at()).compareTo(BACKUP) < 0)
                .isPresent();
        if (!fresh && model.totals().files() > 0) {
            todo.add(new NextStep(
                    "Run housekeeping.",
                    model.history().housekeeping().isEmpty()
                            ? "It has never run here, so the index has no backup."
                            : "The index has had no backup for "
                                    + Words.roughly(Duration.between(
                                            model.history()
                                                    .housekeeping()
                                                    .orElseThrow()
                                                    .requested(),
                                            model.head().at()))
                                    + ".",
                    "why",
                    "#runs"));
        }
    }
}
