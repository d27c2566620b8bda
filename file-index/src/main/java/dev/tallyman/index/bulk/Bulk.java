package dev.tallyman.index.bulk;

import dev.tallyman.index.people.Deed;
import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done to many files.
 *
 * @param folder where they are moved; null for any other deed, and for moving back
 * @param person who does it; null where nobody signs in
 * @param files how many it is about
 * @param done to so many by now
 * @param refused so many stay as they are
 * @param reason why the last of those
 * @param ended when it was done; null while it goes on, or where the server died over it
 * @param undoes the one that it takes back
 */
public record Bulk(
        long id,
        Deed deed,
        @Nullable FilePath folder,
        @Nullable String person,
        Instant started,
        long files,
        long done,
        long refused,
        @Nullable String reason,
        @Nullable Instant ended,
        @Nullable Long undoes) {
    /** True where there is a way back. */
    public boolean canBeUndone() {
        return undoes == null && ended != null && done > 0 && (deed == Deed.DELETE || deed == Deed.MOVE);
    }

    /** The same, further on. */
    public Bulk plus(long moreDone, long moreRefused, @Nullable String why) {
        return new Bulk(
                id,
                deed,
                folder,
                person,
                started,
                files,
                done + moreDone,
                refused + moreRefused,
                why == null ? reason : why,
                ended,
                undoes);
    }
}
