package dev.tallyman.ui.html.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.RunRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a run ran and with what. */
final class RunFacts {
    private RunFacts() {}

    static List<Fact> where(Run run) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Started by", RunRow.trigger(run) + ", ", null, null, run.requested()));
        add(facts, "Policy", run.policy() == null ? null : run.policy() + ", " + Words.policy(run.policy()));
        add(facts, "Workers", run.workers() == null ? null : Words.count(run.workers()));
        code(facts, "Job", run.provenance().job());
        code(facts, "Pod", run.provenance().pod());
        code(facts, "Node", run.provenance().node());
        add(
                facts,
                "Waited",
                run.started() == null
                        ? null
                        : Words.duration(Duration.between(run.requested(), run.started()))
                                + " from the request to its start");
        return List.copyOf(facts);
    }

    static List<Fact> with(Run run) {
        List<Fact> facts = new ArrayList<>();
        code(facts, "Image", run.provenance().image());
        code(facts, "Commit", run.provenance().revision());
        code(facts, "Rules", run.provenance().rules());
        add(facts, "Signatures", run.provenance().detector());
        add(
                facts,
                "Exit",
                run.exit() == null
                        ? (run.status().ended() ? "not known" : "still running")
                        : run.exit().toString());
        return List.copyOf(facts);
    }

    private static void add(List<Fact> facts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            facts.add(Fact.of(name, Words.cut(text, 200)));
        }
    }

    private static void code(List<Fact> facts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            facts.add(new Fact(name, "", Words.cut(text, 200), null, null));
        }
    }
}
