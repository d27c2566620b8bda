package dev.tallyman.look;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One worker of a {@link Gantt}: its first files one by one, and all of them in slices of time. */
final class GanttLane {
    private static final int SLICES = 120;

    private final TimeAxis axis;
    private final List<StoredFile> single = new ArrayList<>();
    private final List<Gantt.Open> open = new ArrayList<>();
    private final List<Slice> slices = Stream.generate(Slice::new).limit(SLICES).toList();
    private double files;
    private double busy;

    GanttLane(TimeAxis axis) {
        this.axis = axis;
    }

    /** A stretch of time: milliseconds by category, of failures, files begun. */
    private static final class Slice {
        final Map<Category, Double> busy = new EnumMap<>(Category.class);
        double failed;
        double begun;

        double time() {
            return failed + busy.values().stream().mapToDouble(time -> time).sum();
        }
    }

    void add(Gantt.Open one) {
        open.add(one);
    }

    /** Adds a file that was read; {@code keep} to be drawn on its own. */
    void add(StoredFile file, double stands, boolean keep) {
        long from = began(file);
        long to = done(file);
        files += stands;
        busy += Math.max(0, to - from) * stands;
        if (keep) {
            single.add(file);
        }
        int last = at(Math.max(from, to - 1));
        slices.get(at(from)).begun += stands;
        for (int i = at(from); i <= last; i++) {
            long begin = Math.max(from, i * axis.length / SLICES);
            long end = Math.min(to, (i + 1) * axis.length / SLICES);
            double time = Math.max(1, end - begin) * stands;
            Slice slice = slices.get(i);
            if (failed(file)) {
                slice.failed += time;
            } else {
                slice.busy.merge(category(file), time, Double::sum);
            }
        }
    }

    private int at(long moment) {
        return Math.clamp(moment * SLICES / axis.length, 0, SLICES - 1);
    }

    private long began(StoredFile file) {
        return axis.at(Objects.requireNonNull(file.handling().started()));
    }

    private long done(StoredFile file) {
        return axis.at(Objects.requireNonNull(file.handling().done()));
    }

    private static boolean failed(StoredFile file) {
        return file.state() == State.FAILED || file.state() == State.QUARANTINED;
    }

    private static Category category(StoredFile file) {
        return file.category().orElse(Category.UNKNOWN);
    }

    /** What it did in the milliseconds that have passed, for people. */
    String title(long passed) {
        return Words.files(Math.round(files)) + ", busy " + Words.percent(Math.min(Math.round(busy), passed), passed);
    }

    /** Its bars up to the present, or to the end of the run. */
    List<Gantt.Bar> bars(boolean sliced, @Nullable Instant now) {
        List<Gantt.Bar> bars = new ArrayList<>();
        if (sliced) {
            for (int i = 0; i < SLICES; i++) {
                if (slices.get(i).time() > 0) {
                    bars.add(bar(slices.get(i), i));
                }
            }
        } else {
            single.forEach(file -> bars.add(bar(file)));
        }
        if (now != null) {
            open.forEach(one -> bars.add(bar(one, axis.at(now))));
        }
        return bars;
    }

    private Gantt.Bar bar(StoredFile file) {
        long took = done(file) - began(file);
        String name = Name.of(file.path()).base();
        double share = 100d * took / axis.length;
        return new Gantt.Bar(
                failed(file) ? "fail mean" : Words.hue(category(file)),
                axis.x(began(file)),
                // A quarter of a pixel is no bar.
                Words.length(Math.max(share, 0.15), 100),
                title(name, took) + (failed(file) ? ", " + Words.state(file.state()) : ""),
                failed(file),
                label(name, share),
                null);
    }

    private Gantt.Bar bar(Gantt.Open one, long now) {
        long from = Math.clamp(axis.at(one.since()), 0, now);
        String name = Name.of(one.file().path()).base();
        return new Gantt.Bar(
                "wait mean",
                axis.x(from),
                axis.x(now - from),
                title(name, now - from) + ", " + Words.state(State.CLAIMED),
                false,
                label(name, 100d * (now - from) / axis.length),
                axis.x(Math.clamp(axis.at(one.expected()) - now, 0, axis.length - now)));
    }

    private static String title(String name, long millis) {
        return Words.cut(name, 80) + ": " + Words.duration(Duration.ofMillis(millis));
    }

    private static @Nullable String label(String name, double share) {
        return share > 4 ? Words.cut(name, (int) (share * 1.2)) : null;
    }

    private Gantt.Bar bar(Slice slice, int at) {
        Map.Entry<Category, Double> most = slice.busy.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElse(Map.entry(Category.UNKNOWN, 0d));
        boolean failed = slice.failed > most.getValue();
        double share = Math.min(1, slice.time() * SLICES / axis.length);
        return new Gantt.Bar(
                failed ? "fail mean" : Words.hue(most.getKey()),
                Words.length(at, SLICES),
                Words.length(share * 0.9, SLICES),
                Words.files(Math.round(slice.begun))
                        + " begun here, most of the time for "
                        + (failed ? "failures" : most.getKey().label()),
                failed,
                null,
                null);
    }
}
