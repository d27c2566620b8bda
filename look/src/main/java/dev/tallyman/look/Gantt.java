package dev.tallyman.look;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What each worker of one sweep did when. Few files are drawn one by one, many as slices of time in
 * the hue of what took the most of each; memory stays the same either way.
 */
public final class Gantt {
    private static final int SINGLE = 300;
    private static final int LANES = 16;
    private static final int LANE_HEIGHT = 36;

    private final Run run;
    private final TimeAxis axis;
    private final @Nullable Instant now;
    private final Map<Integer, GanttLane> lanes = new TreeMap<>();
    private long files;

    /**
     * The drawing.
     *
     * @param now where the present is; null for a run that has ended
     */
    public record Chart(
            Run run,
            int height,
            List<Row> rows,
            List<Tick> ticks,
            @Nullable String now,
            long files,
            boolean sliced,
            int hidden) {
        /** Those that are drawn and those that are not. */
        public int workers() {
            return rows.size() + hidden;
        }

        public int axisY() {
            return height - 6;
        }

        public int gridY() {
            return height - 22;
        }
    }

    /** A worker, counted from 1. */
    public record Row(int worker, int y, List<Bar> bars, String title) {}

    /**
     * A stretch of time.
     *
     * @param label only where it may have room
     * @param rest how far it is expected to go on from now; null for what is done
     */
    public record Bar(
            String css,
            String x,
            String width,
            String title,
            boolean failed,
            @Nullable String label,
            @Nullable String rest) {
        private static final Pattern DARK = Pattern.compile("k-(image|video|audio|archive)|wait");

        /** Whether light text reads better on it. */
        public boolean dark() {
            return DARK.matcher(css).find();
        }
    }

    /** A moment on the axis. */
    public record Tick(String x, String text, boolean first) {}

    /**
     * A file that is being read.
     *
     * @param expected when it is read at this pace; now where no pace is known
     */
    public record Open(StoredFile file, int worker, Instant since, Instant expected) {
        /** By what its process told. */
        public static Open of(StoredFile file, Slot.Reading reading, Instant now) {
            double passed = Duration.between(reading.since(), now).toMillis();
            return new Open(
                    file,
                    reading.worker(),
                    reading.since(),
                    reading.bytes() <= 0
                            ? now
                            : reading.since().plusMillis((long) (passed * file.size() / reading.bytes())));
        }
    }

    /** Of a run that has ended. */
    public Gantt(Run run, Instant end) {
        this(run, end, null);
    }

    private Gantt(Run run, Instant end, @Nullable Instant now) {
        this.run = run;
        this.axis = new TimeAxis(Objects.requireNonNull(run.started()), end);
        this.now = now;
    }

    /** Of a run that goes on. What is past takes at least half of the width. */
    public static Gantt live(Run run, Instant now, List<Open> open) {
        Instant started = Objects.requireNonNull(run.started());
        Instant limit = now.plus(Duration.between(started, now));
        Instant end = open.stream()
                .map(Open::expected)
                .map(expected -> expected.isAfter(limit) ? limit : expected)
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
        var gantt = new Gantt(run, end, now);
        open.forEach(one -> gantt.lane(one.worker()).add(one));
        return gantt;
    }

    private GanttLane lane(int worker) {
        return lanes.computeIfAbsent(worker, _ -> new GanttLane(axis));
    }

    /** Draws a file, if this run read it. */
    public void add(StoredFile file) {
        add(file, 1);
    }

    /**
     * Draws a file that stands for others beside it.
     *
     * @param stands for how many, itself included
     */
    public void add(StoredFile file, double stands) {
        StoredFile.Handling handling = file.handling();
        Integer worker = handling.worker();
        boolean ours = handling.run() != null && handling.run() == run.id();
        if (ours && worker != null && handling.started() != null && handling.done() != null) {
            files++;
            lane(worker).add(file, stands, files <= SINGLE);
        }
    }

    /** What was added, drawn. */
    public Chart chart() {
        boolean sliced = files > SINGLE;
        long passed = now == null ? axis.length : axis.at(now);
        List<Row> rows = new ArrayList<>();
        lanes.forEach((worker, lane) -> {
            if (rows.size() < LANES) {
                rows.add(
                        new Row(worker + 1, 8 + rows.size() * LANE_HEIGHT, lane.bars(sliced, now), lane.title(passed)));
            }
        });
        return new Chart(
                run,
                rows.size() * LANE_HEIGHT + 28,
                rows,
                axis.ticks(),
                now == null ? null : axis.x(passed),
                files,
                sliced,
                lanes.size() - rows.size());
    }
}
