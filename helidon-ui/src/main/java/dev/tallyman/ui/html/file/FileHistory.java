package dev.tallyman.ui.html.file;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Revision;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.Done;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.RiskWords;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.volume.disk.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a file, and when. */
record FileHistory(
        StoredFile file,
        Seen seen,
        List<Done> done,
        List<Revision> revisions,
        @Nullable Risk holding) {
    /**
     * What else is known of it now.
     *
     * @param run that read it
     * @param report in which it is
     */
    record Seen(@Nullable Run run, @Nullable Run report, Instant now) {}

    static FilePage.RunLink link(Run run) {
        return new FilePage.RunLink(Words.upper(run.kind().label()) + " " + run.number(), "/runs/" + run.id());
    }

    /** What follows its state: {@code as JPEG, 8.4 s after it arrived.} */
    String says() {
        Instant done = file.handling().done();
        return switch (file.state()) {
            case CLASSIFIED -> {
                String format = FileRow.format(file);
                boolean known = file.isIdentified();
                yield (format.isEmpty() || !known ? "" : " as " + format)
                        + (done == null
                                ? "."
                                : ", " + Words.duration(Duration.between(file.received(), done)) + " after it arrived.")
                        + (known ? "" : " Neither its content nor its name says what it is.");
            }
            case RECEIVED -> ".";
            case CLAIMED -> ", " + Words.roughly(Duration.between(file.received(), seen.now())) + " after it arrived.";
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
                        upload
                                ? "Uploaded" + by(Deed.UPLOAD) + "; its SHA-256 was computed on the way."
                                : "Found on the volume."),
                null,
                file.received());
        reading(steps);
        Run report = seen.report();
        if (report != null) {
            steps.add(new Said("done", "classified", "In the report.", "Since"), report, report.ended());
        }
        if (!file.state().present()) {
            String title = Words.upper(Words.state(file.state())) + ".";
            steps.add(new Said(Words.meaning(file.state()), "trashed", title, ""), null, file.stateSince());
        }
        Instant moved = file.arrival().moved();
        FilePath former = file.arrival().former();
        boolean told = done.stream()
                .anyMatch(each -> each.deed() == Deed.MOVE && each.at().equals(moved));
        if (moved != null && former != null && !told) {
            String text = Sight.current().sees(former) ? "It was " + former + " before." : "It was elsewhere before.";
            steps.add(new Said("wait", "play", "Moved.", text), null, moved);
        }
        revisions.forEach(revision -> revised(steps, revision));
        hold(steps);
        done.reversed().forEach(each -> deed(steps, each));
        if (!done.isEmpty() || holding != null || !revisions.isEmpty() || moved != null) {
            steps.taken.sort(Comparator.comparing(Taken::at));
        }
        return steps.inOrder();
    }

    // Who did it last, where people sign in.
    private String by(Deed deed) {
        return done.stream()
                .filter(each -> each.deed() == deed)
                .findFirst()
                .filter(each -> each.author().isNamed())
                .map(each -> " by " + each.author().person())
                .orElse("");
    }

    private void hold(Steps steps) {
        StoredFile.Inside inside = file.inside();
        if (holding != null) {
            String why = "The rules hold files of this kind ("
                    + RiskWords.of(holding).label() + ").";
            steps.add(new Said("need", "risk", "Held.", why), null, inside.described());
        }
        String text = inside.reason() == null ? "" : inside.reason();
        steps.add(new Said("done", "classified", "Released" + by(Deed.RELEASE) + ".", text), null, inside.released());
    }

    private static void revised(Steps steps, Revision revision) {
        String change = revision.was().words() + " → " + revision.is().words();
        steps.add(
                new Said("done", "classified", "Identified again.", change + ", by " + revision.why() + "."),
                null,
                revision.at());
    }

    private static void deed(Steps steps, Done each) {
        String by = each.author().isNamed() ? "By " + each.author().person() + "." : "";
        switch (each.deed()) {
            case DELETE -> steps.add(new Said("wait", "trashed", "Moved to the trash.", by), null, each.at());
            case RESTORE -> steps.add(new Said("wait", "received", "Restored.", by), null, each.at());
            case MOVE ->
                steps.add(
                        new Said(
                                "wait",
                                "play",
                                "Moved.",
                                (by + " From " + place(each.before()) + " to " + place(each.after()) + ".").strip()),
                        null,
                        each.at());
            case RETRY -> steps.add(new Said("wait", "play", "To be tried again.", by), null, each.at());
            case DESCRIBE -> steps.add(new Said("wait", "play", "To be described again.", by), null, each.at());
            case IDENTIFY -> steps.add(new Said("wait", "play", "To be identified again.", by), null, each.at());
            default -> {
                // of a file there is nothing else to tell; its release is told to all
            }
        }
    }

    // Whoever does not see where that is, is not told.
    private static String place(@Nullable String path) {
        return path == null ? "elsewhere" : path;
    }

    private void reading(Steps steps) {
        StoredFile.Handling handling = file.handling();
        String by = handling.policy() == null ? "By" : Words.upper(Words.policy(handling.policy())) + ", by";
        steps.add(new Said("wait", "claimed", "Claimed.", by), seen.run(), handling.claimed());
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
        Run run = seen.run();
        if (run == null || run.provenance().pod() == null) {
            return "";
        }
        String node = run.provenance().node();
        return " in Pod " + run.provenance().pod() + (node == null ? "" : " on " + node);
    }

    /** What a step says. */
    private record Said(String meaning, String glyph, String title, String text) {}

    private record Taken(Said said, @Nullable Run run, Instant at) {}

    /** The steps so far. One whose time is not known was not taken. */
    private static final class Steps {
        private final List<Taken> taken = new ArrayList<>();

        void add(Said said, @Nullable Run run, @Nullable Instant at) {
            if (at != null) {
                taken.add(new Taken(said, run, at));
            }
        }

        List<FilePage.Step> inOrder() {
            List<FilePage.Step> steps = new ArrayList<>();
            Instant before = null;
            for (Taken each : taken) {
                steps.add(new FilePage.Step(
                        each.said().meaning(),
                        each.said().glyph(),
                        each.said().title(),
                        each.said().text(),
                        each.run() == null ? null : link(each.run()),
                        each.at(),
                        before == null ? null : "+" + Words.duration(Duration.between(before, each.at()))));
                before = each.at();
            }
            return List.copyOf(steps);
        }
    }
}
