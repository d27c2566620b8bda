package dev.tallyman.identification.signature;

/**
 * The beginning and the end of one file, and what may still be spent on looking for signatures in
 * them: hostile content must not make gaps within gaps cost more than a file does.
 */
public final class FileEnds {
    // An ordinary file needs a few thousand.
    private static final int MOST_TRIES = 20_000_000;

    private final byte[] head;
    private final byte[] tail;
    private int tries = MOST_TRIES;

    /**
     * Of one file.
     *
     * @param tail its last bytes; the same array where it is short
     */
    public FileEnds(byte[] head, byte[] tail) {
        this.head = head;
        this.tail = tail;
    }

    byte[] head() {
        return head;
    }

    byte[] tail() {
        return tail;
    }

    /** Counts comparisons; true when there may be no more, which costs the match. */
    boolean isSpent(int comparisons) {
        tries -= comparisons;
        return tries < 0;
    }
}
