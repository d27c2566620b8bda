package dev.tallyman.report.count;

import java.util.ArrayList;
import java.util.List;

/** The last ids of very many. */
public final class NewestIds {
    private final long[] ids;
    private long count;

    NewestIds(int kept) {
        ids = new long[kept];
    }

    void add(long id) {
        ids[(int) (count++ % ids.length)] = id;
    }

    /** How many were added. */
    long count() {
        return count;
    }

    /** The newest first. */
    List<Long> newest() {
        List<Long> newest = new ArrayList<>();
        for (long i = count - 1; i >= 0 && i >= count - ids.length; i--) {
            newest.add(ids[(int) (i % ids.length)]);
        }
        return newest;
    }
}
