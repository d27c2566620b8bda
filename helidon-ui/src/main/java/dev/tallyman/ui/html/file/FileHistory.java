package dev.tallyman.ui.html.file;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a file, and when. */
record FileHistory(
        StoredFile file, @Nullable Run run, @Nullable Run report, Instant now) {
    static FilePage.RunLink link(Run run) {
        return new FilePage.RunLink(Words.upper(run.kind().label()) + " " + run.number(), "/runs/" + run.id());
    }

    /** What follows its state: {@code as JPEG, 8.4 s after it arrived.} */
    String says() {
        Instant done = file.handling().done();
        return switch (file.state()) {
            case CLASSIFIED -> {
                String format = FileRow.format(file);
                yield (format.isEmpty() ? "" : " as " + format)
                        + (done == null
                                ? "."
                                : ", "
                                        + Words.duration(Duration.between(file.received(), done))
                                        + " after it arrived.");
            }
            case RECEIVED -> ".";
            case CLAIMED -> ", " + Words.roughly(Duration.between(file.received(), now)) + " after it arrived.";
            case FAILED, QUARANTINED -> "; the file itself is untouched.";
            case TRASHED, MISSING -> " since " + Words.dateTime(file.stateSince()) + ".";
        };
    }

    FilePage.@Nullable Spent spent() {
        Instant started = file.handling().started();
        Instant done = file.handling().done();
        if (started == null || done == null || started.isBefore(file.received())) {
            return null;
        }
        Duration waited = Duration.between(file.received(), started);
        Duration read = Duration.between(started, done);
        return new FilePage.Spent(
                waited.toMillis(),
                read.toMillis(),
                "Waited " + Words.duration(waited) + ", read " + Words.duration(read));
    }

    List<FilePage.Step> steps() {
        List<FilePage.Step> steps = new ArrayList<>();
        boolean upload = file.origin() == StoredFile.Origin.UPLOAD;
        step(
                steps,
                "wait",
                "received",
                "Received.",
                upload ? "Uploaded; its SHA-256 was computed on the way." : "Found on the volume.",
                null,
                file.received());
        StoredFile.Handling handling = file.handling();
        Integer worker = handling.worker();
        step(
                steps,
                "wait",
                "claimed",
                "Claimed.",
                handling.policy() == null ? "By" : Words.upper(Words.policy(handling.policy())) + ", by",
                run,
                handling.claimed());
        step(
                steps,
                "wait",
                "play",
                "Being read.",
                worker == null ? "" : "By worker " + (worker + 1) + where() + ".",
                null,
                handling.started());
        if (handling.done() != null && file.state() != State.RECEIVED) {
            verdict(steps, handling.done());
        }
        if (report != null) {
            step(steps, "done", "classified", "In the report.", "Since", report, report.ended());
        }
        if (!file.state().present()) {
            step(
                    steps,
                    Words.meaning(file.state()),
                    "trashed",
                    Words.upper(Words.state(file.state())) + ".",
                    "",
                    null,
                    file.stateSince());
        }
        return List.copyOf(steps);
    }

    private void verdict(List<FilePage.Step> steps, Instant done) {
        State verdict = file.state().present() ? file.state() : file.error() == null ? State.CLASSIFIED : State.FAILED;
        String rules = file.rules() == null ? "" : "By rules " + Words.cut(file.rules(), 12) + ".";
        step(
                steps,
                Words.meaning(verdict),
                Words.glyph(verdict),
                Words.upper(Words.state(verdict)) + ".",
                file.error() == null ? rules : file.error(),
                null,
                done);
    }

    private String where() {
        if (run == null || run.provenance().pod() == null) {
            return "";
        }
        String node = run.provenance().node();
        return " in Pod " + run.provenance().pod() + (node == null ? "" : " on " + node);
    }

    private static void step(
            List<FilePage.Step> steps,
            String meaning,
            String glyph,
            String title,
            String text,
            @Nullable Run run,
            @Nullable Instant at) {
        if (at == null) {
            return;
        }
        String after = steps.isEmpty()
                ? null
                : "+" + Words.duration(Duration.between(steps.getLast().at(), at));
        steps.add(new FilePage.Step(meaning, glyph, title, text, run == null ? null : link(run), at, after));
    }
}
