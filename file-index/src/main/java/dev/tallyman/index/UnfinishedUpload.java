package dev.tallyman.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload that can be interrupted and goes on where it stopped, and what has become of it.
 *
 * @param size of the whole file; null until its sender knows it
 * @param bytes that are durable: it goes on behind them
 * @param metadata as its sender gave it
 * @param file the id of the file that it is now
 */
public record UnfinishedUpload(
        String id,
        Arrival arrival,
        @Nullable Long size,
        long bytes,
        @Nullable String metadata,
        Instant expires,
        @Nullable Long file) {
    /** True when all its bytes are here. */
    public boolean isWhole() {
        return size != null && size == bytes;
    }

    /** Why an upload cannot go on. */
    public enum Hindrance {
        /** There is no such upload, or not any more. */
        UNKNOWN,
        /** Nobody went on with it for too long; its bytes are gone. */
        EXPIRED,
        /** Somebody else is sending it now. */
        BUSY,
        /** The next bytes do not follow those that are here. */
        ELSEWHERE,
        /** There are as many unfinished uploads as there may be. */
        TOO_MANY,
        /** The key of the request was used for another file. */
        ANOTHER
    }

    /** An upload that cannot go on. */
    public static final class Hindered extends Exception {
        private static final long serialVersionUID = 1L;

        private final Hindrance hindrance;

        public Hindered(Hindrance hindrance) {
            super(hindrance.name(), null, false, false);
            this.hindrance = hindrance;
        }

        public Hindrance hindrance() {
            return hindrance;
        }
    }
}
