package dev.tallyman.e2e;

/** What a measured number should be. */
public record Goal(double bound, boolean most) {
    public static Goal atMost(double bound) {
        return new Goal(bound, true);
    }

    public static Goal atLeast(double bound) {
        return new Goal(bound, false);
    }

    public boolean isMet(double value) {
        return most ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        return (most ? "at most " : "at least ") + bound;
    }
}
