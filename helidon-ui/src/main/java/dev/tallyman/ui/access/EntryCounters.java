package dev.tallyman.ui.access;

import java.util.concurrent.atomic.LongAdder;

/** Who came in and who did not, since this process started. */
public final class EntryCounters {
    private final LongAdder signIns = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder slowed = new LongAdder();
    private final LongAdder denied = new LongAdder();

    void signedIn() {
        signIns.increment();
    }

    void refused(int status) {
        switch (status) {
            case 401 -> unknown.increment();
            case 429 -> slowed.increment();
            default -> denied.increment();
        }
    }

    /** Sessions that began. */
    public long signIns() {
        return signIns.sum();
    }

    /** Requests of nobody that is known: 401. */
    public long unknown() {
        return unknown.sum();
    }

    /** Requests that have to wait because of wrong passwords before them: 429. */
    public long slowed() {
        return slowed.sum();
    }

    /** Requests of somebody who may not: 403. */
    public long denied() {
        return denied.sum();
    }
}
