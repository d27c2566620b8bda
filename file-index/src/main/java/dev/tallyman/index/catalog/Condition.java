package dev.tallyman.index.catalog;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that is asked of files. A {@link Filter} holds those that all hold together. */
public sealed interface Condition {
    /** The path holds these words, see {@link dev.tallyman.index.search.NameWord}. */
    record Named(String words) implements Condition {}

    /** The text holds these words, see {@link dev.tallyman.index.search.TextQuery}. */
    record Worded(String words) implements Condition {}

    /** In the folder or below; its path has no final slash. */
    record Below(FilePath folder) implements Condition {}

    /**
     * Where somebody sees; added to every filter of theirs.
     *
     * @param few whether so few files lie there that all of them are looked at
     */
    record Seen(Sight sight, boolean few) implements Condition {}

    /** In this folder at the root: what an index has in the order of arrival. */
    record Top(FilePath folder) implements Condition {}

    /** In one of the categories. */
    record Categories(Set<Category> any) implements Condition {
        public Categories {
            any = Set.copyOf(any);
        }
    }

    /** In one of the states. */
    record States(Set<State> any) implements Condition {
        public States {
            any = Set.copyOf(any);
        }
    }

    /** With one of the risks. */
    record Risks(Set<Risk> any) implements Condition {
        public Risks {
            any = Set.copyOf(any);
        }
    }

    /** With any risk. */
    record Risky() implements Condition {}

    /** The name's ending says another format. */
    record Mismatched() implements Condition {}

    /** The verdict stands and is to be worked out again. */
    record Stale() implements Condition {}

    /** The description stands and is to be made again. */
    record StaleDescription() implements Condition {}

    record Mime(String type) implements Condition {}

    /** The format's name, without its version. */
    record Format(String name) implements Condition {}

    /** The name's ending: lower case, without the dot. */
    record Ending(String text) implements Condition {}

    /** Last read by this run. */
    record ReadBy(long run) implements Condition {}

    /** Sent together under this name. */
    record Batch(String name) implements Condition {}

    /** Both ends included; null is open. */
    record Size(@Nullable Long least, @Nullable Long most) implements Condition {}

    /** Received from a time on, and before another; null is open. */
    record Arrived(@Nullable Instant from, @Nullable Instant before) implements Condition {}

    /** Last changed from a time on, and before another; null is open. */
    record Changed(@Nullable Instant from, @Nullable Instant before) implements Condition {}

    /** What the metadata says in a number or a time. */
    enum Measure {
        /** When a picture was taken; milliseconds. */
        TAKEN,
        /** When a document was made, as it says itself; milliseconds. */
        CREATED,
        /** Of sound and films; milliseconds. */
        DURATION,
        PAGES,
        /** In pixels. */
        WIDTH
    }

    /** Both ends included; null is open. */
    record Measured(
            Measure measure, @Nullable Long least, @Nullable Long most) implements Condition {}

    /** Whose name the metadata says. */
    enum Origin {
        AUTHOR,
        CAMERA
    }

    /** The metadata names this one; a part of the name will do. */
    record MadeBy(Origin origin, String name) implements Condition {}
}
