package dev.tallyman.report.count;

import dev.tallyman.index.catalog.ReportData.Taking;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts files by something they have in common, as long as that takes little memory. Where there
 * are too many different ones the index counts them instead, which takes longer.
 */
public final class Counter<K> {
    private static final int MOST = 20_000;

    private final Map<K, long[]> sums = new HashMap<>();
    private boolean overflowed;

    void add(K what, long bytes) {
        if (overflowed) {
            return;
        }
        long[] sum = sums.computeIfAbsent(what, _ -> new long[2]);
        sum[0]++;
        sum[1] += bytes;
        if (sums.size() > MOST) {
            overflowed = true;
            sums.clear();
        }
    }

    /** In this order; empty where there were too many. */
    Optional<List<Counted<K>>> counted(Comparator<Counted<K>> order) {
        return overflowed
                ? Optional.empty()
                : Optional.of(sums.entrySet().stream()
                        .map(e -> new Counted<>(e.getKey(), e.getValue()[0], e.getValue()[1]))
                        .sorted(order)
                        .toList());
    }

    /** Hands out what was counted, or what the index counts. */
    void each(Comparator<Counted<K>> order, Taking<Counted<K>> taking, Otherwise<K> otherwise) throws IOException {
        Optional<List<Counted<K>>> counted = counted(order);
        if (counted.isEmpty()) {
            otherwise.count(taking);
            return;
        }
        for (Counted<K> one : counted.get()) {
            taking.take(one);
        }
    }

    /** The index's way to count. */
    interface Otherwise<K> {
        void count(Taking<Counted<K>> taking) throws IOException;
    }
}
