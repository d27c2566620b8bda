package dev.tallyman.report.page;

import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.data.PreviousReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a report came from. */
public final class Provenance {
    /** One of them. */
    public record Fact(String name, String value) {}

    private Provenance() {}

    static List<Fact> facts(ReportModel model, Duration took) {
        Run run = model.origin().run();
        Run.Provenance where = run.provenance();
        List<Fact> facts = new ArrayList<>();
        add(facts, "Report", Words.count(run.number()) + ", made in " + Words.duration(took));
        add(facts, "Snapshot", time(model.head().at()) + ", one read transaction");
        add(
                facts,
                "Compared with",
                model.origin()
                        .previous()
                        .map(p -> "Report " + Words.count(p.number()) + ", " + time(p.at()))
                        .orElse(run.number() == 1 ? "nothing, it is the first" : "nothing"));
        add(facts, "Asked by", run.trigger().label());
        add(facts, "Job", where.job() == null ? run.name() : where.job());
        add(
                facts,
                "Pod",
                where.pod() == null || where.node() == null ? where.pod() : where.pod() + " on " + where.node());
        add(facts, "Image", where.image());
        add(facts, "Commit", where.revision());
        add(
                facts,
                "Rules",
                where.rules() == null
                        ? null
                        : where.rules()
                                + model.origin()
                                        .previous()
                                        .map(PreviousReport::rules)
                                        .filter(before -> !before.equals(where.rules()))
                                        .map(before -> ", before: " + before)
                                        .orElse(""));
        add(facts, "Signatures", signatures(model));
        add(facts, "Fingerprint", model.origin().fingerprint());
        return facts;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static @Nullable String signatures(ReportModel model) {
        return model.history().sweeps().stream()
                .map(sweep -> sweep.run().provenance().detector())
                .filter(detector -> detector != null)
                .findFirst()
                .orElse(null);
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
    }
}
