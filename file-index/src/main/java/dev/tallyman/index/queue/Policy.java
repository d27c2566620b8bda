package dev.tallyman.index.queue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The order in which waiting files are claimed. */
public enum Policy {
    /** First come, first served: by arrival. */
    FCFS,
    /** Shortest job first: by size. */
    SJF,
    /** By the folder's priority in the rules; waiting raises it. */
    PRIORITY,
    /** In turn over the folders at the root. */
    ROUND_ROBIN;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in the public surface, such as {@code round-robin}. */
    public String label() {
        return label;
    }

    /**
     * The order as SQL has it.
     *
     * @param ageing the waiting time that is worth one rank
     */
    String order(Duration ageing) {
        return switch (this) {
            case FCFS -> "arrived, id";
            case SJF -> "size, arrived, id";
            // Linear ageing: rank + waited / ageing orders as rank * ageing - arrived does, at any
            // time.
            case PRIORITY -> "rank * " + ageing.toMillis() + " - arrived DESC, id";
            case ROUND_ROBIN -> "row_number() OVER (PARTITION BY top ORDER BY arrived, id), arrived, id";
        };
    }

    /** The index of what waits that has this order, or else one that has all of it. */
    String index() {
        return this == SJF ? "file_queue_size" : "file_queue_arrived";
    }

    /** The policy of a public word; {@link IllegalArgumentException} names the allowed ones. */
    public static Policy of(String label) {
        for (Policy policy : values()) {
            if (policy.label.equals(label)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("“"
                + label
                + "” is no scheduling policy; allowed: "
                + Arrays.stream(values()).map(Policy::label).collect(Collectors.joining(", ")));
    }
}
