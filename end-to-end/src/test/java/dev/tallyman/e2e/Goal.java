package dev.tallyman.e2e;

/** What a measured number should be. */
record Goal(double bound, boolean most) {
    static Goal atMost(double bound) {
        return new Goal(bound, true);
    }

    static Goal atLeast(double bound) {
        return new Goal(bound, false);
    }

    boolean isMet(double value) {
        return most ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        return (most ? "at most " : "at least ") + bound;
    }
}
