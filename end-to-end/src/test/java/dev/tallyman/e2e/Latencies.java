package dev.tallyman.e2e;

import java.util.ArrayList;
import java.util.List;

/** How long requests took; taken once a minute. */
final class Latencies {
    private final List<Double> milliseconds = new ArrayList<>();

    synchronized void add(long nanos) {
        milliseconds.add(nanos / 1e6);
    }

    /** What came since the last time. */
    synchronized Minute take() {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        milliseconds.clear();
        return new Minute(sorted.size(), at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    /** Of the requests of one minute, in milliseconds. */
    record Minute(int requests, double p50, double p99) {
        @Override
        public String toString() {
            return "%,d, p50 %.0f ms, p99 %.0f ms".formatted(requests, p50, p99);
        }
    }
}
