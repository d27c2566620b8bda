package dev.tallyman.index;

import java.lang.management.ManagementFactory;

/** What work costs the processor, not the clock: other programs take from that. SQLite runs in the thread that asks. */
public final class ProcessorTime {
    private static final int ROUNDS = 8;

    private ProcessorTime() {}

    public interface Work {
        void run() throws Exception;
    }

    /** The least of some rounds, in nanoseconds. */
    public static long least(Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
        }
        return least;
    }
}
