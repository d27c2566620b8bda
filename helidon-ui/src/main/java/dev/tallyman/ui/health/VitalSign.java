package dev.tallyman.ui.health;

import java.util.function.BooleanSupplier;

/**
 * One sign that the process lives, and for how many looks in a row it was missing.
 *
 * @see Liveness
 */
final class VitalSign {
    private final String dead;
    private final int most;
    private final BooleanSupplier sign;
    private volatile int missed;

    /**
     * @param dead what it means that it is missing
     * @param most after how many looks in a row it does
     */
    VitalSign(String dead, int most, BooleanSupplier sign) {
        this.dead = dead;
        this.most = most;
        this.sign = sign;
    }

    void look() {
        boolean seen;
        try {
            seen = sign.getAsBoolean();
        } catch (Throwable e) {
            seen = false; // an OutOfMemoryError is no sign of life either
        }
        missed = seen ? 0 : missed + 1;
    }

    /** Half of the way to being missing for good. */
    boolean isWeak() {
        return missed > most / 2;
    }

    boolean isMissing() {
        return missed > most;
    }

    /** What it means that it is missing. */
    String dead() {
        return dead;
    }
}
