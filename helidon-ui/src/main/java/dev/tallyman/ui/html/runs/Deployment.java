package dev.tallyman.ui.html.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.jobs.Addition;
import dev.tallyman.ui.jobs.ScheduleState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this deployment is: which image, commit and rules each of its parts runs, and whether that
 * is what Git says now.
 *
 * @param added what was added in the cluster and is not from Git
 */
public record Deployment(String lead, List<Part> parts, List<String> added) {
    /**
     * A program.
     *
     * @param meaning done where it is what Git says, wait where its next run will be
     * @param run the page of the run that tells; null where there is none
     */
    public record Part(
            String name,
            String image,
            String commit,
            String rules,
            String meaning,
            String glyph,
            String says,
            @Nullable String run) {}

    public Deployment {
        parts = List.copyOf(parts);
        added = List.copyOf(added);
    }

    static @Nullable Deployment of(
            Run.Provenance self, String rules, List<ScheduleState> schedules, List<Addition> additions) {
        if (self.image() == null) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(
                "Web server",
                image(self.image()),
                commit(self.revision()),
                rules,
                "done",
                "classified",
                "Serves this page",
                null));
        schedules.forEach(schedule -> parts.add(part(schedule, rules)));
        long behind =
                parts.stream().filter(part -> !part.meaning().equals("done")).count();
        return new Deployment(
                behind == 0
                        ? "Every part runs what Git says, under the rules " + rules + "."
                        : Words.upper(Words.count(behind, "part has", "parts have")
                                + " not run yet as Git says now; the next run will."),
                parts,
                additions.stream().map(Deployment::added).toList());
    }

    private static String added(Addition addition) {
        String at = addition.at() == null ? "" : " at " + Words.dateTime(addition.at());
        return addition.object()
                + (addition.field() == null ? "" : ": " + addition.field())
                + ", added with "
                + addition.manager()
                + at;
    }

    private static Part part(ScheduleState schedule, String rules) {
        Run run = schedule.runs().stream()
                .filter(candidate -> candidate.provenance().image() != null)
                .findFirst()
                .orElse(null);
        String planned = String.valueOf(schedule.image());
        String name = Words.upper(schedule.kind().label());
        if (run == null) {
            return new Part(name, image(planned), "", "", "wait", "clock", "Has not run yet", null);
        }
        Run.Provenance was = run.provenance();
        String says = !planned.equals(was.image())
                ? "Last ran the image before"
                : !rules.equals(was.rules()) ? "Last ran under other rules" : "As Git says";
        boolean agrees = says.equals("As Git says");
        return new Part(
                name,
                image(planned),
                planned.equals(was.image()) ? commit(was.revision()) : "",
                was.rules() == null ? "" : was.rules(),
                agrees ? "done" : "wait",
                agrees ? "classified" : "clock",
                says,
                "/runs/" + run.id());
    }

    /** {@code 78ab09c312de} of {@code registry/tallyman/helidon-ui:78ab09c312de…}. */
    private static String image(String name) {
        String tag = name.replaceFirst(".*[:@]", "");
        return tag.substring(0, Math.min(12, tag.length()));
    }

    private static String commit(@Nullable String revision) {
        return revision == null ? "" : revision.replaceFirst("^([0-9a-f]{12})[0-9a-f]*(-dirty)?$", "$1$2");
    }
}
