package dev.tallyman.ui.health;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A text in the exposition format of Prometheus. Every name begins with {@code tallyman_}.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
public final class Exposition {
    private final StringBuilder text = new StringBuilder();
    private String family = "";

    /** What goes up and down. */
    Exposition gauge(String name, String help) {
        return family(name, "gauge", help);
    }

    /** What only goes up; its name ends in {@code _total}. */
    Exposition counter(String name, String help) {
        return family(name, "counter", help);
    }

    /** How often something took how long. */
    Exposition histogram(String name, String help) {
        return family(name, "histogram", help);
    }

    private Exposition family(String name, String type, String help) {
        family = "tallyman_" + name;
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(family, help, family, type));
        return this;
    }

    /**
     * One value of the family that was begun last.
     *
     * @param labels names and values, by turns
     */
    Exposition value(Number value, String... labels) {
        return sample("", value, labels);
    }

    Exposition value(Instant time, String... labels) {
        return value(seconds(Duration.between(Instant.EPOCH, time)), labels);
    }

    Exposition value(Duration duration, String... labels) {
        return value(seconds(duration), labels);
    }

    /**
     * All of a histogram.
     *
     * @param within how many took at most as long as each bound
     */
    void distribution(List<Duration> bounds, List<Long> within, long count, Duration sum, String label, String value) {
        for (int i = 0; i < bounds.size(); i++) {
            String bound = seconds(bounds.get(i)).toString();
            sample("_bucket", within.get(i), label, value, "le", bound);
        }
        sample("_bucket", count, label, value, "le", "+Inf");
        sample("_sum", seconds(sum), label, value);
        sample("_count", count, label, value);
    }

    private Exposition sample(String suffix, Number value, String... labels) {
        text.append(family).append(suffix);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? "{" : ",");
            text.append(labels[i]).append("=\"").append(labels[i + 1]).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
        return this;
    }

    // Without an exponent, and without zeros at the end.
    private static BigDecimal seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
