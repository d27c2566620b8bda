package dev.tallyman.index.runs;

/**
 * How many of a batch of outcomes came to what. An outcome whose file was deleted meanwhile counts
 * nowhere.
 *
 * @param bytes of the classified
 */
public record Recorded(int classified, int failed, int quarantined, long bytes) {
    public static final Recorded NONE = new Recorded(0, 0, 0, 0);

    public Recorded plus(Recorded more) {
        return new Recorded(
                classified + more.classified, failed + more.failed, quarantined + more.quarantined, bytes + more.bytes);
    }
}
