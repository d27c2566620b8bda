package dev.tallyman.ui.html.file;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.description.MemberRows;
import dev.tallyman.look.Name;
import dev.tallyman.look.RiskWords;
import dev.tallyman.look.Words;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.intake.HeldFiles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts what describing found into words. Nothing of the file itself is read here. */
record InsideReader(Index index, Rules rules, StoredFile file) {
    /** Members on a page. */
    static final int ROWS = 100;

    /** What is in it, with the members after this one. */
    Inside read(long after) {
        return new Inside(
                note(),
                new MetadataGroups(file).list(),
                dangers(),
                hold(),
                members(Math.clamp(after, 0, Integer.MAX_VALUE - ROWS)));
    }

    private Inside.@Nullable Hold hold() {
        return !file.state().present()
                ? null
                : HeldFiles.why(rules, file)
                        .map(why -> new Inside.Hold(why, HeldFiles.isWaiting(file)))
                        .orElse(null);
    }

    private @Nullable String note() {
        StoredFile.Inside inside = file.inside();
        String note = inside.note();
        if (inside.none()) {
            return "Not described: " + lower(note == null ? "No reason was recorded." : note);
        }
        if (inside.described() != null) {
            return note == null ? null : "Described in part: " + lower(note);
        }
        if (file.state() != State.CLASSIFIED || !rules.parsers().describe().any()) {
            return null;
        }
        return note == null
                ? "Not described yet: that comes when nothing waits for its verdict."
                : "Not described yet, and tried again: " + lower(note);
    }

    // The reasons are sentences of their own, and begin with a word and not with a name.
    private static String lower(String sentence) {
        boolean word = sentence.length() > 1 && !Character.isUpperCase(sentence.charAt(1));
        return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }

    private List<Inside.Danger> dangers() {
        boolean released = file.inside().released() != null;
        Risk held = released ? null : rules.uploads().holding(file).orElse(null); // told beside its release
        return file.risks().stream()
                .filter(risk -> risk.isInside() && risk != held)
                .sorted()
                .map(InsideReader::danger)
                .toList();
    }

    private static Inside.Danger danger(Risk risk) {
        RiskWords words = RiskWords.of(risk);
        return new Inside.Danger(Words.upper(words.label()) + ".", words.meaning(), "/?risk=" + risk.label());
    }

    private Inside.@Nullable Members members(long after) {
        Long count = file.inside().members();
        if (count == null || (count == 0 && file.category().equals(Optional.of(Category.EMAIL)))) {
            return null; // most e-mails have nothing attached
        }
        List<MemberRows.Row> rows = index.descriptions().members(file.id(), (int) after, ROWS + 1);
        List<MemberRows.Row> page = rows.subList(0, Math.min(ROWS, rows.size()));
        String title = count == 0 ? "No files are inside" : Words.count(count, "file", "files") + " inside";
        String range = page.isEmpty()
                ? ""
                : "%s to %s of %s"
                        .formatted(
                                Words.count(page.getFirst().number()),
                                Words.count(page.getLast().number()),
                                Words.count(count));
        return new Inside.Members(
                title,
                range,
                page.stream().map(InsideReader::row).toList(),
                after == 0 ? null : url(0),
                after == 0 ? null : url(Math.max(0, after - ROWS)),
                rows.size() > ROWS ? url(page.getLast().number()) : null);
    }

    private String url(long after) {
        return "/files/" + file.id() + (after == 0 ? "" : "?members=" + after);
    }

    private static Inside.Row row(MemberRows.Row row) {
        Long size = row.size();
        String text = row.text();
        return new Inside.Row(
                Name.of(text.isEmpty() ? "(no name)" : text),
                row.category(),
                Objects.requireNonNullElse(row.format(), Objects.requireNonNullElse(row.mime(), "")),
                size == null ? "" : Words.size(size),
                row.modified(),
                row.encrypted());
    }
}
