package dev.tallyman.description.archive;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;

/** What an archive unpacks to, and whether that is far more than it is. */
final class UnpackedTotals {
    /** Unpacked bytes for each packed one, after which it is called a bomb. */
    private static final long RATIO = 100;

    private UnpackedTotals() {}

    static void put(Source source, long total, Draft draft) {
        draft.put("archive:totalSize", total);
        if (total > RATIO * Math.max(source.size(), 1024)) {
            draft.danger(Risk.BOMB);
        }
    }
}
