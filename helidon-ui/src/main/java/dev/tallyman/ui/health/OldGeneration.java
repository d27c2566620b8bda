package dev.tallyman.ui.health;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The part of the heap that holds what stays, as its collector left it. */
final class OldGeneration {
    private final Optional<MemoryPoolMXBean> pool = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(each -> each.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .filter(each -> each.getName().matches(".*(Tenured|Old).*"))
            .findFirst();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(each -> pool.isPresent())
            .filter(each -> isOf(each, pool.orElseThrow().getName()))
            .toList();
    private long collections;

    private static boolean isOf(GarbageCollectorMXBean collector, String pool) {
        return Arrays.asList(collector.getMemoryPoolNames()).contains(pool);
    }

    /**
     * True unless it was collected again since the last time one asked and hardly anything became
     * free.
     */
    boolean hasRoom() {
        long now = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        boolean collected = now != collections;
        collections = now;
        return !collected || left() > 3;
    }

    /** Percent that the last collection left free. */
    private long left() {
        MemoryUsage usage = pool.map(MemoryPoolMXBean::getCollectionUsage).orElse(null);
        return usage == null || usage.getMax() <= 0 ? 100 : 100 - usage.getUsed() * 100 / usage.getMax();
    }
}
