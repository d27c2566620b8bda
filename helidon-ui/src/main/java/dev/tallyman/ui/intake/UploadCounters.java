package dev.tallyman.ui.intake;

import java.util.concurrent.atomic.LongAdder;

/** How many uploads this process took in and refused since it started. */
public final class UploadCounters {
    private final LongAdder uploads = new LongAdder();
    private final LongAdder uploadedBytes = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    public void uploaded(long bytes) {
        uploads.increment();
        uploadedBytes.add(bytes);
    }

    public void refused() {
        refusals.increment();
    }

    public long uploads() {
        return uploads.sum();
    }

    public long uploadedBytes() {
        return uploadedBytes.sum();
    }

    public long refusals() {
        return refusals.sum();
    }
}
