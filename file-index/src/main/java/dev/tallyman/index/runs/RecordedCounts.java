package dev.tallyman.index.runs;

/**
 * How many of a batch of outcomes came to what. An outcome whose file was deleted meanwhile counts
 * nowhere.
 *
 * @param bytes of the classified
 * @param reread that had a verdict already
 * @param revised of these, the ones that got another verdict
 */
public record RecordedCounts(int classified, int failed, int quarantined, long bytes, int reread, int revised) {
    public static final RecordedCounts NONE = new RecordedCounts(0, 0, 0, 0);

    /** New work. */
    public RecordedCounts(int classified, int failed, int quarantined, long bytes) {
        this(classified, failed, quarantined, bytes, 0, 0);
    }

    /** A verdict that was worked out again. */
    public static RecordedCounts again(boolean revised) {
        return new RecordedCounts(0, 0, 0, 0, 1, revised ? 1 : 0);
    }

    public RecordedCounts plus(RecordedCounts more) {
        return new RecordedCounts(
                classified + more.classified,
                failed + more.failed,
                quarantined + more.quarantined,
                bytes + more.bytes,
                reread + more.reread,
                revised + more.revised);
    }
}
