package dev.tallyman.ui.intake;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.database.IndexChanges;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.volume.Slot;
import io.helidon.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Looks at the index twice a second and tells all listeners what other processes and other requests
 * did to it: one look for all browsers together.
 */
public final class IndexWatcher implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration TIDY = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int FILES = 200;
    private static final int RUNS = 20;

    private final Index index;
    private final Events events;
    private final Supplier<JsonObject> summary;
    private final IndexChanges changes;
    private final Map<Long, Run> runs = new HashMap<>();
    private Map<Long, Slot.Reading> read = Map.of();
    private final Agenda clock = new Agenda("watcher");
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final LongAdder looks = new LongAdder();
    private long seen;
    private String lastSummary = "";

    public IndexWatcher(Index index, Events events, Supplier<JsonObject> summary) {
        this.index = index;
        this.events = events;
        this.summary = summary;
        this.changes = index.changes();
        this.seen = changes.last();
        index.runs().list(null, Long.MAX_VALUE, RUNS).forEach(run -> runs.put(run.id(), run));
    }

    /**
     * Begins to look.
     *
     * @param tidy what is to be done every few seconds besides
     */
    public void start(Runnable tidy) {
        clock.every(LOOK, this::look);
        clock.every(LONG, this::readings);
        clock.every(TIDY, tidy);
        clock.every(REST, index.file()::rest);
    }

    /** Changes with every look: one that stays the same means that nobody looks any more. */
    public long looks() {
        return looks.sum();
    }

    /** Tells of the runs that are open at the next look: why they wait is not in the index. */
    public void runsChanged() {
        nudged.set(true);
    }

    private void look() {
        looks.increment();
        boolean why = nudged.getAndSet(false);
        if (!changes.any() && !why) {
            return;
        }
        if (why) {
            runs.values().removeIf(run -> !run.status().ended());
        }
        files();
        runs();
        String now = summary.get().toString();
        if (!now.equals(lastSummary)) {
            lastSummary = now;
            events.publish("summary", now, Sight::isEverything);
        }
    }

    // A page that is told of hundreds of files at once does better to ask for its rows again.
    private void files() {
        List<IndexChanges.Change> changed = changes.after(seen, FILES + 1);
        if (changed.size() > FILES || (!changed.isEmpty() && changed.getFirst().seq() > seen + 1)) {
            seen = changes.last();
            events.publish("reload", "{}");
            return;
        }
        for (long id :
                changed.stream().map(IndexChanges.Change::file).distinct().toList()) {
            index.catalog().find(id).ifPresent(this::changed);
        }
        seen = changed.isEmpty() ? seen : changed.getLast().seq();
    }

    /** Tells of one new file; changes of state do not tell of it. */
    public void changed(StoredFile file) {
        events.publish("file", FileJson.of(file).toString(), sight -> sight.sees(file.path()));
    }

    private void runs() {
        List<Run> newest = index.runs().list(null, Long.MAX_VALUE, RUNS);
        for (Run run : newest.reversed()) {
            if (!run.equals(runs.put(run.id(), run))) {
                events.publish("run", new RunJson(run).json().toString(), Sight::isEverything);
            }
        }
        runs.keySet().retainAll(newest.stream().map(Run::id).toList());
    }

    // The index does not tell either how far a file is that takes long.
    private void readings() {
        Map<Long, Slot.Reading> before = read;
        read = index.queue().beingRead();
        read.forEach((file, reading) -> {
            Slot.Reading last = before.get(file);
            if (last != null && last.bytes() < reading.bytes()) {
                JsonObject.Builder json = JsonObject.builder();
                json.set("id", file.toString()).set("read", reading.bytes());
                String text = json.build().toString();
                index.catalog()
                        .find(file)
                        .ifPresent(found -> events.publish("reading", text, sight -> sight.sees(found.path())));
            }
        });
    }

    @Override
    public void close() {
        clock.close();
        changes.close();
    }
}
