package dev.tallyman.ui.intake;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Revision;
import dev.tallyman.index.people.Done;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to one file, and, while it waits, what it waits for. */
public final class Timeline {
    private static final int DEEDS = 100;

    /** A row and the deed that made it are written within this time. */
    private static final Duration SAME = Duration.ofSeconds(10);

    private static final Comparator<JsonObject> BY_TIME =
            Comparator.comparing(event -> Instant.parse(event.stringValue("at", "")));

    private final Index index;
    private final JobRunner jobs;
    private final Rules rules;
    private final StoredFile file;
    private final @Nullable Run run;

    public Timeline(Index index, JobRunner jobs, Rules rules, StoredFile file) {
        this.index = index;
        this.jobs = jobs;
        this.rules = rules;
        this.file = file;
        Long id = file.handling().run();
        this.run = id == null ? null : index.runs().find(id).orElse(null);
    }

    /** Oldest first: {@code event}, {@code at}, and for what a run did, the run. */
    public List<JsonObject> timeline() {
        List<JsonObject> events = new ArrayList<>();
        StoredFile.Handling handling = file.handling();
        event(events, file.origin().name().toLowerCase(Locale.ROOT), file.received(), false);
        event(events, "claimed", handling.claimed(), true);
        event(events, "reading", handling.started(), true);
        event(events, file.state().processed() ? file.state().label() : "read", handling.done(), true);
        for (Revision revision : index.catalog().revisions(file.id(), DEEDS)) {
            events.add(revised(revision));
        }
        moved(events);
        hold(events);
        if (!file.state().present()) {
            event(events, file.state().label(), file.stateSince(), false);
        }
        return withPeople(events);
    }

    private void moved(List<JsonObject> events) {
        Instant at = file.arrival().moved();
        FilePath from = file.arrival().former();
        if (at != null && from != null) {
            JsonObject.Builder json = JsonObject.builder().set("event", "moved").set("at", at.toString());
            if (Sight.current().sees(from)) {
                json.set("from", from.text());
            }
            events.add(json.build());
        }
    }

    // Told to everybody who may see the file; who released it is known where people sign in.
    private void hold(List<JsonObject> events) {
        StoredFile.Inside inside = file.inside();
        Instant described = inside.described();
        Optional<Risk> risk = rules.uploads().holding(file);
        if (described != null && risk.isPresent()) {
            events.add(JsonObject.builder()
                    .set("event", "held")
                    .set("at", described.toString())
                    .set("reason", risk.get().label())
                    .build());
        }
        if (inside.released() != null) {
            JsonObject.Builder json = JsonObject.builder()
                    .set("event", "released")
                    .set("at", inside.released().toString());
            JsonResponse.set(json, "reason", inside.reason());
            events.add(json.build());
        }
    }

    // Beside what happened, who did it; in the order of time. What happened under the name of a deed is that deed.
    private List<JsonObject> withPeople(List<JsonObject> events) {
        for (Done each : index.events().ofFile(file.id(), DEEDS)) {
            JsonObject.Builder json = JsonObject.builder()
                    .set("event", each.deed().label())
                    .set("at", each.at().toString());
            JsonResponse.set(
                    json, "person", each.author().isNamed() ? each.author().person() : null);
            events.removeIf(event -> isThat(event, each));
            events.add(json.build());
        }
        events.sort(BY_TIME);
        return events;
    }

    private static boolean isThat(JsonObject event, Done done) {
        Duration apart = Duration.between(Instant.parse(event.stringValue("at", "")), done.at());
        return event.stringValue("event", "").equals(done.deed().label())
                && event.value("person").isEmpty()
                && apart.abs().compareTo(SAME) < 0;
    }

    private static JsonObject revised(Revision revision) {
        return JsonObject.builder()
                .set("event", "revised")
                .set("at", revision.at().toString())
                .set("run", Long.toString(revision.run()))
                .set("old", said(revision.was()))
                .set("new", said(revision.is()))
                .set("why", revision.why())
                .build();
    }

    private static JsonObject said(Revision.Said said) {
        JsonObject.Builder json = JsonObject.builder().set("category", said.category());
        JsonResponse.set(json, "mime", said.mime());
        JsonResponse.set(json, "puid", said.puid());
        JsonResponse.set(json, "format", said.format());
        json.set("mismatch", said.mismatch());
        JsonResponse.set(json, "rules", said.rules());
        JsonResponse.set(json, "detector", said.detector());
        return json.build();
    }

    private void event(List<JsonObject> events, String event, @Nullable Instant at, boolean byRun) {
        if (at == null) {
            return;
        }
        JsonObject.Builder json = JsonObject.builder().set("event", event).set("at", at.toString());
        if (byRun && run != null) {
            json.set("run", Long.toString(run.id())).set("run_number", run.number());
            JsonResponse.set(json, "job", run.provenance().job());
            JsonResponse.set(json, "pod", run.provenance().pod());
        }
        events.add(json.build());
    }

    /** The same in a sentence, for people. */
    public Optional<String> why() {
        return waiting().flatMap(waiting -> waiting.stringValue("detail"));
    }

    /** Why it is not done yet; empty for a file that is. */
    public Optional<JsonObject> waiting() {
        return switch (file.state()) {
            case RECEIVED -> Optional.of(inQueue(""));
            case FAILED -> Optional.of(inQueue("Attempt " + file.attempts() + " failed: " + file.error() + ". "));
            case CLAIMED ->
                Optional.of(reason(
                        "being read",
                        run == null
                                ? "A sweep has claimed it and reads it now."
                                : "Sweep " + run.number() + " reads it now."));
            case QUARANTINED ->
                Optional.of(reason(
                        "needs you",
                        "It could not be read after "
                                + file.attempts()
                                + " attempts: "
                                + file.error()
                                + ". Look at it, then press Retry."));
            case CLASSIFIED, TRASHED, MISSING -> Optional.empty();
        };
    }

    private JsonObject inQueue(String before) {
        List<Run> sweeps = index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1);
        Run last = sweeps.isEmpty() ? null : sweeps.getFirst();
        if (last == null || last.status().ended()) {
            return noSweep(before, last);
        }
        Optional<Waiting> why = jobs.waiting(last);
        if (why.isPresent()) {
            return reason(why.get().reason(), before + why.get().detail());
        }
        if (last.status() == Run.Status.PENDING) {
            return reason("sweep is starting", before + "Sweep " + last.number() + " is about to start.");
        }
        long ahead = index.catalog().totals().of(State.RECEIVED).files();
        return reason(
                "in the queue",
                before
                        + "Sweep "
                        + last.number()
                        + " is running; "
                        + (ahead == 1 ? "1 file waits." : ahead + " files wait."));
    }

    private JsonObject noSweep(String before, @Nullable Run last) {
        Optional<Waiting> trouble = jobs.trouble();
        if (trouble.isPresent()) {
            return reason(trouble.get().reason(), before + trouble.get().detail());
        }
        if (last != null && last.status() == Run.Status.FAILED && last.started() == null) {
            String message = String.valueOf(last.message());
            return reason(
                    message.contains("quota") ? "quota reached" : "could not start",
                    before + "The last sweep could not start. " + message);
        }
        String next =
                jobs.nextSweep().map(at -> "The next is due at " + at + ".").orElse("None is scheduled.");
        return reason("no sweep yet", before + "No sweep is running. " + next + " Press Process now to start one.");
    }

    private static JsonObject reason(String reason, String detail) {
        return JsonObject.builder().set("reason", reason).set("detail", detail).build();
    }
}
