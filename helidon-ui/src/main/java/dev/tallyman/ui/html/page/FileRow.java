package dev.tallyman.ui.html.page;

import dev.tallyman.file.Category;
import dev.tallyman.file.PictureSize;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Name;
import dev.tallyman.look.RiskWords;
import dev.tallyman.look.Words;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.intake.HeldFiles;
import dev.tallyman.ui.intake.ReadingProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file in a table.
 *
 * @param format what it is in a few words; empty while it is not known
 * @param took how long it was read, or is by now; empty while that is not known
 * @param flag what to notice about it; null for most
 * @param says how far it is, instead of its state; null for most
 * @param again when a failed one is tried again; null where that is not known
 * @param picture address of its small picture; null for none
 */
public record FileRow(
        long id,
        Name name,
        @Nullable Category category,
        String format,
        long bytes,
        Instant received,
        State state,
        String took,
        @Nullable Flag flag,
        @Nullable String says,
        @Nullable Instant again,
        @Nullable String picture) {
    private static final int MAX_NOTE = 48;
    // These are common and harmless here; the file's own page tells them.
    private static final Set<Risk> QUIET = EnumSet.of(Risk.SHELL, Risk.SPACE, Risk.WINDOWS);

    /** A glyph, a few words and all of it in a sentence. */
    public record Flag(String glyph, String text, String title) {}

    public static FileRow of(StoredFile file) {
        return new FileRow(
                file.id(),
                Name.of(file.path()),
                file.category().orElse(null),
                format(file),
                file.size(),
                file.received(),
                file.state(),
                took(file.handling()),
                flag(file),
                null,
                null,
                null);
    }

    /**
     * With how far a file is that is being read, and when one that failed is tried again.
     *
     * @param size of their small pictures
     */
    public static List<FileRow> of(List<StoredFile> files, PageContext context, Instant now, PictureSize size) {
        ReadingProgress progress = ReadingProgress.of(files, context.index(), context.jobs());
        Rules rules = context.rules().get();
        return files.stream()
                .map(file -> of(file).with(
                                progress, file, now, HeldFiles.why(rules, file).orElse(null), size))
                .toList();
    }

    private FileRow with(
            ReadingProgress progress, StoredFile file, Instant now, @Nullable String held, PictureSize size) {
        String soFar = progress.soFar(file, now);
        String took = soFar == null ? this.took : soFar;
        String says = progress.says(file);
        Instant again = progress.again(file);
        Flag flag = held == null ? this.flag : new Flag("risk", "held", held);
        String picture =
                held == null && file.inside().pictured() && file.state().present() ? picture(file, size) : null;
        return new FileRow(id, name, category, format, bytes, received, state, took, flag, says, again, picture);
    }

    /** The address of a small picture; other bytes under the same name have another one. */
    public static String picture(StoredFile file, PictureSize size) {
        String content = Words.cut(String.valueOf(file.sha256()), 13).replace("…", "");
        return "/api/v1/files/" + file.id() + "/thumbnail?size=" + size.edge() + "&of=" + content;
    }

    public String url() {
        return "/files/" + id;
    }

    public String size() {
        return Words.size(bytes);
    }

    /** {@code PDF 1.7}, or the MIME type where the format has no name. */
    public static String format(StoredFile file) {
        if (file.category().isEmpty()) {
            return "";
        }
        if (!file.isIdentified()) {
            return "Not identified";
        }
        String format = file.format() != null ? file.format() : file.mime();
        if (format == null) {
            return "";
        }
        String version = file.version();
        return version == null || format.contains(version) ? format : format + " " + version;
    }

    private static String took(StoredFile.Handling handling) {
        Instant started = handling.started();
        Instant done = handling.done();
        return started == null || done == null || done.isBefore(started)
                ? ""
                : Words.duration(Duration.between(started, done));
    }

    private static @Nullable Flag flag(StoredFile file) {
        String error = file.error();
        if (error != null && (file.state() == State.FAILED || file.state() == State.QUARANTINED)) {
            return new Flag("clock", shortened(error), error);
        }
        if (file.mismatch()) {
            return new Flag("mismatch", "is " + format(file), told(file));
        }
        Set<Risk> loud = EnumSet.noneOf(Risk.class);
        loud.addAll(file.risks());
        loud.removeAll(QUIET);
        if (loud.isEmpty()) {
            return null;
        }
        RiskWords words = RiskWords.worst(loud);
        return new Flag("risk", words.label(), words.meaning());
    }

    /** What is the matter with a misleading name, in words. */
    public static String told(StoredFile file) {
        String ending = file.path().extension();
        return (ending.isEmpty()
                        ? "Its name promises another format"
                        : "Named like a ." + Words.cut(ending, 24) + " file")
                + ", but its content is " + Words.cut(format(file), 60) + ".";
    }

    // An abbreviation keeps its capitals.
    private static String lower(String text) {
        return text.length() > 1 && Character.isLowerCase(text.charAt(1))
                ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
                : text;
    }

    private static String shortened(String text) {
        int sentence = text.indexOf(". ");
        String first = lower(sentence > 0 ? text.substring(0, sentence) : text);
        return first.length() <= MAX_NOTE ? first : first.substring(0, MAX_NOTE - 1) + "…";
    }
}
