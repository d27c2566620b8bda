package dev.tallyman.ui.health;

import dev.tallyman.index.Index;
import dev.tallyman.index.Measures;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.database.Backups;
import dev.tallyman.ui.intake.UploadCounters;
import dev.tallyman.volume.Space;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** All numbers, for a monitor. What comes from the index goes on counting over restarts. */
public final class Metrics {
    private final Index index;
    private final UploadCounters counters;
    private final Consumer<Exposition> more;
    private final InstantSource clock;

    /**
     * @param more tells what is not known here
     */
    public Metrics(Index index, UploadCounters counters, Consumer<Exposition> more, InstantSource clock) {
        this.more = more;
        this.index = index;
        this.counters = counters;
        this.clock = clock;
    }

    String text() {
        var text = new Exposition();
        files(text);
        new RunMetrics(index.history().groups()).tell(text);
        process(text);
        more.accept(text);
        index(text);
        volume(text);
        return text.toString();
    }

    private void files(Exposition text) {
        Totals totals = index.catalog().totals();
        text.gauge("files", "Files by state.");
        totals.states().forEach((state, it) -> text.value(it.files(), "state", state.label()));
        text.gauge("file_bytes", "Bytes of files by state.");
        totals.states().forEach((state, it) -> text.value(it.bytes(), "state", state.label()));
        text.gauge("category_files", "Present files by category.");
        totals.categories().forEach((is, it) -> text.value(it.files(), "category", is.label()));
        text.gauge("backlog_files", "Files without a verdict.")
                .value(totals.backlog().files());
        text.gauge("backlog_bytes", "Bytes without a verdict.")
                .value(totals.backlog().bytes());
        text.gauge("stale_files", "Classified files that are to be identified again.")
                .value(totals.stale());
        text.gauge("stale_descriptions", "Classified files that are to be described again.")
                .value(totals.staleDescriptions());
        Instant now = clock.instant();
        Duration waited = Duration.between(index.catalog().waitingSince().orElse(now), now);
        text.gauge(
                        "oldest_waiting_seconds",
                        "How long the file that waits longest has been received, claimed or failed; 0 without one.")
                .value(waited.isNegative() ? Duration.ZERO : waited);
    }

    private void process(Exposition text) {
        text.counter("uploads_total", "Files taken in since the start.").value(counters.uploads());
        text.counter("uploaded_bytes_total", "Bytes taken in since the start.").value(counters.uploadedBytes());
        text.counter("uploads_refused_total", "Uploads refused since the start.")
                .value(counters.refusals());
        text.gauge("heap_used_bytes", "Heap in use.")
                .value(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        text.gauge("start_time_seconds", "When this process started.")
                .value(Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    }

    private void index(Exposition text) {
        Measures.Sizes sizes = index.measures().sizes();
        text.gauge("index_bytes", "Size of the index.").value(sizes.index());
        text.gauge("wal_bytes", "Size of the index’s write-ahead log.").value(sizes.log());
        text.gauge("backup_timestamp_seconds", "When the newest backup of the index was made; none without a backup.");
        new Backups(index.volume(), clock).list().stream().findFirst().ifPresent(newest -> text.value(newest.made()));
    }

    private void volume(Exposition text) {
        Space space = index.volume().space();
        text.gauge("volume_free_bytes", "Free bytes of the volume.").value(space.free());
        text.gauge("volume_size_bytes", "Size of the volume.").value(space.total());
        if (space.freeInodes() != null) {
            text.gauge("volume_free_inodes", "Free inodes of the volume.").value(space.freeInodes());
        }
    }
}
