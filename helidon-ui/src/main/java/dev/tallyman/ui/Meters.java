package dev.tallyman.ui;

import java.util.concurrent.atomic.LongAdder;

/** What this process did since it started. */
final class Meters {
    private final LongAdder uploads = new LongAdder();
    private final LongAdder uploadedBytes = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    void uploaded(long bytes) {
        uploads.increment();
        uploadedBytes.add(bytes);
    }

    void refused() {
        refusals.increment();
    }

    long uploads() {
        return uploads.sum();
    }

    long uploadedBytes() {
        return uploadedBytes.sum();
    }

    long refusals() {
        return refusals.sum();
    }
}
