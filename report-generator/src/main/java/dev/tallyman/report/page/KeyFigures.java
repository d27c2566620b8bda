package dev.tallyman.report.page;

import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.volume.Skipped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of the first page, each with one line that says what it means. */
public final class KeyFigures {
    private static final String ALL = "data/files.csv.gz";

    private final ReportModel f;
    private final List<Figure> numbers = new ArrayList<>();

    /**
     * One number.
     *
     * @param list where the files behind it are listed
     * @param csv the data file with all of them
     */
    public record Figure(
            String value,
            String what,
            String why,
            boolean first,
            @Nullable String list,
            @Nullable String csv) {
        public boolean zero() {
            return value.equals("0");
        }
    }

    private KeyFigures(ReportModel findings) {
        f = findings;
    }

    public static List<Figure> of(ReportModel findings) {
        var numbers = new KeyFigures(findings);
        numbers.totals();
        numbers.contents();
        numbers.apart();
        return numbers.numbers;
    }

    private void add(String value, String what, String why, @Nullable String list, @Nullable String csv) {
        numbers.add(new Figure(value, what, why, numbers.isEmpty(), list, csv));
    }

    private void add(long value, String what, String why, @Nullable String list, @Nullable String csv) {
        add(Words.count(value), what, why, list, csv);
    }

    private void totals() {
        Totals t = f.totals();
        add(
                t.files(),
                t.files() == 1 ? "file" : "files",
                "Regular files in this intake. Trash and files gone from the disk are not counted.",
                f.newest().link("numbers"),
                ALL);
        add(
                Words.size(t.bytes()),
                "on the volume",
                "Together. The volume holds "
                        + Words.size(f.space().total())
                        + ", of which "
                        + Words.size(f.space().free())
                        + " are free.",
                f.largest().link("largest"),
                ALL);
        add(
                t.processed(),
                "processed",
                "Files with a verdict that stands: classified, or set aside because they need you.",
                "#states",
                "data/states.csv");
        add(
                t.backlog().files(),
                "waiting",
                Words.count(t.of(State.RECEIVED).files())
                        + " received, "
                        + Words.count(t.of(State.CLAIMED).files())
                        + " being read, "
                        + Words.count(t.of(State.FAILED).files())
                        + " failed and tried again by the next sweep.",
                list(FileList.WAITING, "states"),
                "data/waiting.csv");
        add(
                t.of(State.QUARANTINED).files(),
                t.of(State.QUARANTINED).files() == 1 ? "needs you" : "need you",
                "Set aside after the last attempt; sweeps leave them alone until you press Retry.",
                list(FileList.QUARANTINED, "needs"),
                "data/quarantined.csv");
    }

    private void contents() {
        long mismatches = f.seen().list(FileList.MISMATCHES).total();
        long risks = f.seen().list(FileList.RISKS).total();
        add(
                f.formats().total(),
                f.formats().total() == 1 ? "format" : "formats",
                "Different formats, versions counted apart, by PRONOM where it knows them.",
                f.formats().link("formats"),
                "data/formats.csv");
        add(
                mismatches,
                mismatches == 1 ? "mismatch" : "mismatches",
                "The name’s ending says another format than the content does.",
                list(FileList.MISMATCHES, "mismatches"),
                "data/mismatches.csv");
        add(
                f.contents(),
                "different contents",
                "Files whose bytes no other file has, and one of each group that share theirs.",
                null,
                ALL);
        add(
                f.duplicates().copies(),
                "extra copies",
                "Files with the same bytes as another one, the first of each group not counted. They take "
                        + Words.size(f.duplicates().wasted())
                        + ".",
                f.duplicateGroups().link("duplicates"),
                "data/duplicates.csv");
        add(
                f.seen().unidentified().total(),
                "not identified",
                "Neither content nor name told what they are.",
                f.seen().unidentified().link("unidentified"),
                "data/unidentified.csv");
        add(
                f.seen().list(FileList.BY_NAME).total(),
                "known by name only",
                "Only the ending told what they are; the content did not say.",
                list(FileList.BY_NAME, "basis"),
                "data/by-name.csv");
        add(
                risks,
                risks == 1 ? "risk" : "risks",
                "Names or contents that could surprise the next person or program.",
                list(FileList.RISKS, "risks"),
                "data/risks.csv");
        add(
                f.seen().list(FileList.EMPTY).total(),
                "empty",
                "Files of 0 bytes; usually an upload or export that broke off.",
                list(FileList.EMPTY, "numbers"),
                "data/empty.csv");
    }

    private void apart() {
        long skipped = f.skipped().stream().mapToLong(Skipped::count).sum();
        add(
                skipped,
                "left alone",
                "Symbolic links, pipes and devices on the volume: never opened, never followed, no files.",
                "#skipped",
                "data/skipped.csv");
        add(
                f.totals().of(State.MISSING).files(),
                "gone from the disk",
                "Moved or deleted on the volume itself. Not counted in any other number here.",
                f.missing().link("states"),
                "data/missing.csv");
        add(
                f.totals().of(State.TRASHED).files(),
                "in the trash",
                "Not counted in any other number here. Housekeeping purges them when their time is up.",
                f.trashed().link("states"),
                "data/trash.csv");
    }

    private String list(FileList list, String section) {
        return f.seen().list(list).link(section);
    }
}
