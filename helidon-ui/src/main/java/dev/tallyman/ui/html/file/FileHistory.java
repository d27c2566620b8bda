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
        var steps = new Steps();
        boolean upload = file.origin() == StoredFile.Origin.UPLOAD;
        steps.add(
                new Said(
                        "wait",
                        "received",
                        "Received.",
                        upload ? "Uploaded; its SHA-256 was computed on the way." : "Found on the volume."),
                null,
                file.received());
        reading(steps);
        if (report != null) {
            steps.add(new Said("done", "classified", "In the report.", "Since"), report, report.ended());
        }
        if (!file.state().present()) {
            String title = Words.upper(Words.state(file.state())) + ".";
            steps.add(new Said(Words.meaning(file.state()), "trashed", title, ""), null, file.stateSince());
        }
        return List.copyOf(steps.taken);
    }

    private void reading(Steps steps) {
        StoredFile.Handling handling = file.handling();
        String by = handling.policy() == null ? "By" : Words.upper(Words.policy(handling.policy())) + ", by";
        steps.add(new Said("wait", "claimed", "Claimed.", by), run, handling.claimed());
        Integer worker = handling.worker();
        String who = worker == null ? "" : "By worker " + (worker + 1) + where() + ".";
        steps.add(new Said("wait", "play", "Being read.", who), null, handling.started());
        if (handling.done() != null && file.state() != State.RECEIVED) {
            steps.add(verdict(), null, handling.done());
        }
    }

    private Said verdict() {
        State verdict = file.state().present() ? file.state() : file.error() == null ? State.CLASSIFIED : State.FAILED;
        String rules = file.rules() == null ? "" : "By rules " + Words.cut(file.rules(), 12) + ".";
        return new Said(
                Words.meaning(verdict),
                Words.glyph(verdict),
                Words.upper(Words.state(verdict)) + ".",
                file.error() == null ? rules : file.error());
    }

    private String where() {
        if (run == null || run.provenance().pod() == null) {
            return "";
        }
        String node = run.provenance().node();
        return " in Pod " + run.provenance().pod() + (node == null ? "" : " on " + node);
    }

    /** What a step says. */
    private record Said(String meaning, String glyph, String title, String text) {}

    /** The steps so far. One whose time is not known was not taken. */
    private static final class Steps {
        private final List<FilePage.Step> taken = new ArrayList<>();

        void add(Said said, @Nullable Run run, @Nullable Instant at) {
            if (at == null) {
                return;
            }
            String after = taken.isEmpty()
                    ? null
                    : "+" + Words.duration(Duration.between(taken.getLast().at(), at));
            taken.add(new FilePage.Step(
                    said.meaning(),
                    said.glyph(),
                    said.title(),
                    said.text(),
                    run == null ? null : link(run),
                    at,
                    after));
        }
    }
}
