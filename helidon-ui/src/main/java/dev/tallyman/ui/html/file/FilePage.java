package dev.tallyman.ui.html.file;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.Frame;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one file.
 *
 * @param copies present files with the same bytes
 */
public record FilePage(
        Frame frame,
        long id,
        Title title,
        Standing standing,
        Preview preview,
        List<Fact> facts,
        Inside inside,
        Verdict verdict,
        History history,
        List<FileRow> copies) {
    /**
     * Its name and where it lies.
     *
     * @param path as people write it
     * @param flags what to notice
     */
    public record Title(Name name, String path, List<Crumb> crumbs, List<FileRow.Flag> flags) {}

    /**
     * How far it is.
     *
     * @param progress how far it is, instead of its state; null where the state says it all
     * @param says what it is and how long that took, after its state
     * @param notice why it is not done, and what to do; null once it is
     * @param present whether its bytes are where they belong
     */
    public record Standing(
            State state,
            @Nullable String progress,
            String says,
            @Nullable Notice notice,
            boolean present) {}

    /**
     * What it is, and why.
     *
     * @param pronom its ids in the registry PRONOM: more where its bytes leave open which
     * @param evidence its first bytes, line by line
     */
    public record Verdict(
            @Nullable Category category, List<String> pronom, String why, List<HexLine> evidence, List<Asked> asked) {}

    /** What happened to it; how its time was spent is null before it was read. */
    public record History(@Nullable Spent spent, List<Step> steps) {}

    /** A folder above it. */
    public record Crumb(String text, String url) {}

    /**
     * A sentence with a headline.
     *
     * @param run the run it is about; null for none
     * @param retry whether trying again is the cure
     */
    public record Notice(
            String meaning,
            String glyph,
            String title,
            String text,
            @Nullable RunLink run,
            boolean retry) {
        Notice about(@Nullable RunLink other) {
            return new Notice(meaning, glyph, title, text, other, retry);
        }

        Notice withRetry() {
            return new Notice(meaning, glyph, title, text, run, true);
        }
    }

    public record RunLink(String name, String url) {}

    /** A line of a hex dump. */
    public record HexLine(String offset, String hex, String text) {}

    /** One of the questions that were put to the file. */
    public record Asked(String what, String found, String meaning, String glyph, String answer) {}

    /** How its time was spent, in milliseconds. */
    public record Spent(long waited, long read, String words) {
        /** The waiting's part of a bar as long as both. */
        public String waiting() {
            return Words.length((double) waited, (double) (waited + read));
        }
    }

    /** A step of its life. */
    public record Step(
            String meaning,
            String glyph,
            String title,
            String text,
            @Nullable RunLink run,
            Instant at,
            @Nullable String after) {}

    /** What can be shown of the content. */
    public sealed interface Preview {
        /** For the browser's own image, sound, film and PDF viewers. */
        record Media(Kind kind, String url) implements Preview {}

        /**
         * The small picture that a sweep made of it.
         *
         * @param whole address of the file itself, where a browser shows it; null elsewhere
         * @param width 0 where it is not known
         */
        record Small(String url, @Nullable String whole, int width, int height) implements Preview {}

        /** Its beginning. */
        record Text(String text, boolean whole) implements Preview {}

        /** Nothing, and why. */
        record None(String reason) implements Preview {}
    }

    /** What shows it. */
    public enum Kind {
        IMAGE,
        AUDIO,
        VIDEO,
        PDF
    }
}
