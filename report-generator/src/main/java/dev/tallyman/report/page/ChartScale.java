package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * How high a column of a chart stands, in pixels, so that text never scales. Zero-based.
 *
 * @param top the highest value
 */
public record ChartScale(long top) {
    private static final int BASE = 224;
    private static final int TOP = 26;

    public ChartScale {
        top = Math.max(1, top);
    }

    /** A line across, with what it stands for. */
    public record Grid(double y, String text) {
        public double textY() {
            return y - 4;
        }
    }

    public double y(long value) {
        return round(BASE - (BASE - TOP) * (double) value / top);
    }

    static double base() {
        return BASE;
    }

    static double round(double value) {
        return Math.round(value * 10) / 10d;
    }

    public List<Grid> grid() {
        List<Grid> grid = new ArrayList<>();
        long step = step();
        for (long value = step; value <= top; value += step) {
            grid.add(new Grid(y(value), value + step > top ? Words.files(value) : Words.count(value)));
        }
        return List.copyOf(grid);
    }

    // 1, 2 or 5 times a power of ten, so that there are about three lines.
    private long step() {
        long power = (long) Math.pow(10, Math.floor(Math.log10(Math.max(1, top / 3d))));
        for (long step : new long[] {power, 2 * power, 5 * power}) {
            if (top / step <= 4) {
                return step;
            }
        }
        return 10 * power;
    }
}
