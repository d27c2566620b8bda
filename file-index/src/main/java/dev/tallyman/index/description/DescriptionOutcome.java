package dev.tallyman.index.description;

import dev.tallyman.file.Description;
import dev.tallyman.index.search.PreparedText;
import org.jspecify.annotations.Nullable;

/** What became of describing one file. */
public record DescriptionOutcome(DescriptionClaim claim, Outcome outcome) {
    /** The kinds of outcome. */
    public sealed interface Outcome {}

    /**
     * It was read.
     *
     * @param description all but its text
     * @param text that it can be searched by; null for none
     * @param pictured thumbnails of it were made
     */
    public record Found(Description description, @Nullable PreparedText text, boolean pictured) implements Outcome {
        /** Without a text. */
        public Found(Description description, boolean pictured) {
            this(description, null, pictured);
        }
    }

    /** It could not be: tried again until its attempts are used up. {@code reason} is for people. */
    public record Failed(String reason) implements Outcome {}

    /** There is no room for it: another sweep tries, uncharged. */
    public record Full(String reason) implements Outcome {}

    /** It has changed or is gone: the next look at the volume says what it is now. */
    public record Gone() implements Outcome {}
}
