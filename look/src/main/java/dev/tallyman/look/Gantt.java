package dev.tallyman.look;

import dev.tallyman.index.Category;
import dev.tallyman.index.Run;
import dev.tallyman.index.State;
import dev.tallyman.index.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each worker of one sweep did when. Few files are drawn one by one, many as slices of time in
 * the hue of what took the most of each; memory stays the same either way.
 */
public final class Gantt {
    private static final int SINGLE = 300;
    private static final int SLICES = 120;
    private static final int LANES = 16;
    private static final int LANE_HEIGHT = 36;

    private final Run run;
    private final long start;
    private final long length;
    private final Map<Integer, Lane> lanes = new TreeMap<>();
    private long files;

    /** The drawing. */
    public record Chart(
            Run run,
            int height,
            List<Row> rows,
            List<Tick> ticks,
            long files,
            boolean sliced,
            int hidden) {
        public int axisY() {
            return height - 6;
        }

        public int gridY() {
            return height - 22;
        }
    }

    /** A worker, counted from 1. */
    public record Row(int worker, int y, List<Bar> bars, String title) {}

    /** A stretch of time; {@code label} only where it may have room. */
    public record Bar(
            String css,
            String x,
            String width,
            String title,
            boolean failed,
            @Nullable String label) {
        private static final Pattern DARK = Pattern.compile("k-(image|video|audio|archive)");

        /** Whether light text reads better on it. */
        public boolean dark() {
            return DARK.matcher(css).find();
        }
    }

    /** A moment on the axis. */
    public record Tick(String x, String text, boolean first) {}

    private static final class Lane {
        final List<StoredFile> single = new ArrayList<>();
        final List<Slice> slices = Stream.generate(Slice::new).limit(SLICES).toList();
        long files;
        long busy;
    }

    /** A stretch of time of one worker: milliseconds by category, of failures, files begun. */
    private static final class Slice {
        final Map<Category, Long> busy = new EnumMap<>(Category.class);
        long failed;
        long begun;
    }

    /**
     * Of a run that has started.
     *
     * @param end of the drawing: the run's end, or now
     */
    public Gantt(Run run, Instant end) {
        this.run = run;
        this.start = Objects.requireNonNull(run.started()).toEpochMilli();
        this.length = Math.max(1, end.toEpochMilli() - start);
    }

    /** Draws a file, if this run read it. */
    public void add(StoredFile file) {
        StoredFile.Handling handling = file.handling();
        Instant began = handling.started();
        Instant done = handling.done();
        boolean ours = handling.run() != null && handling.run() == run.id();
        if (!ours || began == null || done == null || handling.worker() == null) {
            return;
        }
        files++;
        Lane lane = lanes.computeIfAbsent(handling.worker(), _ -> new Lane());
        lane.files++;
        lane.busy += Math.max(0, done.toEpochMilli() - began.toEpochMilli());
        if (files <= SINGLE) {
            lane.single.add(file);
        }
        slice(lane, file, began.toEpochMilli() - start, done.toEpochMilli() - start);
    }

    private void slice(Lane lane, StoredFile file, long from, long to) {
        int first = at(from);
        int last = at(Math.max(from, to - 1));
        lane.slices.get(first).begun++;
        for (int i = first; i <= last; i++) {
            long begin = Math.max(from, i * length / SLICES);
            long end = Math.min(to, (i + 1) * length / SLICES);
            long time = Math.max(1, end - begin);
            Slice slice = lane.slices.get(i);
            if (failed(file)) {
                slice.failed += time;
            } else {
                slice.busy.merge(file.category().orElse(Category.UNKNOWN), time, Long::sum);
            }
        }
    }

    private int at(long moment) {
        return Math.clamp(moment * SLICES / length, 0, SLICES - 1);
    }

    private static boolean failed(StoredFile file) {
        return file.state() == State.FAILED || file.state() == State.QUARANTINED;
    }

    /** What was added, drawn. */
    public Chart chart() {
        boolean sliced = files > SINGLE;
        List<Row> rows = new ArrayList<>();
        lanes.forEach(
                (worker, lane) -> {
                    if (rows.size() < LANES) {
                        String title =
                                Words.files(lane.files)
                                        + ", busy "
                                        + Words.percent(Math.min(lane.busy, length), length);
                        rows.add(
                                new Row(
                                        worker + 1,
                                        8 + rows.size() * LANE_HEIGHT,
                                        sliced ? slices(lane) : singles(lane),
                                        title));
                    }
                });
        return new Chart(
                run,
                rows.size() * LANE_HEIGHT + 28,
                rows,
                ticks(),
                files,
                sliced,
                lanes.size() - rows.size());
    }

    private List<Bar> singles(Lane lane) {
        List<Bar> bars = new ArrayList<>();
        for (StoredFile file : lane.single) {
            long from = Objects.requireNonNull(file.handling().started()).toEpochMilli() - start;
            long to = Objects.requireNonNull(file.handling().done()).toEpochMilli() - start;
            String name = Name.of(file.path()).base();
            double share = 100d * (to - from) / length;
            bars.add(
                    new Bar(
                            failed(file)
                                    ? "fail mean"
                                    : Words.hue(file.category().orElse(Category.UNKNOWN)),
                            Words.length((double) from, (double) length),
                            // A quarter of a pixel is no bar.
                            Words.length(Math.max(share, 0.15), 100),
                            Words.cut(name, 80)
                                    + ": "
                                    + Words.duration(Duration.ofMillis(to - from))
                                    + (failed(file) ? ", " + Words.state(file.state()) : ""),
                            failed(file),
                            share > 4 ? Words.cut(name, (int) (share * 1.2)) : null));
        }
        return bars;
    }

    private List<Bar> slices(Lane lane) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            Slice slice = lane.slices.get(i);
            long busy = slice.failed + slice.busy.values().stream().mapToLong(t -> t).sum();
            if (busy > 0) {
                bars.add(bar(slice, i, busy));
            }
        }
        return bars;
    }

    private Bar bar(Slice slice, int at, long busy) {
        Map.Entry<Category, Long> most =
                slice.busy.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElse(Map.entry(Category.UNKNOWN, 0L));
        boolean failed = slice.failed > most.getValue();
        double share = Math.min(1, busy * (double) SLICES / length);
        return new Bar(
                failed ? "fail mean" : Words.hue(most.getKey()),
                Words.length(at, SLICES),
                Words.length(share * 0.9, SLICES),
                Words.files(slice.begun)
                        + " begun here, most of the time for "
                        + (failed ? "failures" : most.getKey().label()),
                failed,
                null);
    }

    private List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        long step = step(length);
        for (long at = 0; at < length - length / 20; at += step) {
            ticks.add(
                    new Tick(
                            Words.length((double) at, (double) length),
                            at == 0 ? "0 s" : Words.duration(Duration.ofMillis(at)),
                            at == 0));
        }
        return ticks;
    }

    private static long step(long length) {
        long[] steps = {
            1,
            2,
            5,
            10,
            20,
            50,
            100,
            200,
            500,
            1_000,
            2_000,
            5_000,
            10_000,
            30_000,
            60_000,
            120_000,
            300_000,
            600_000,
            1_800_000,
            3_600_000,
            7_200_000,
            21_600_000,
            86_400_000
        };
        for (long step : steps) {
            if (length / step <= 8) {
                return step;
            }
        }
        return length;
    }
}
