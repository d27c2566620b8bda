package dev.tallyman.report.page;

import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.LiveAddress;
import dev.tallyman.report.count.ReportModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of the first page, each with one line that says what it means. */
public final class KeyFigures {
    private static final String ALL = "data/files.csv.gz";

    private final ReportModel model;
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
        /** Where the intake itself lists them; null where it does not. */
        public @Nullable String live() {
            return csv == null ? null : LiveAddress.table(csv.substring(csv.indexOf('/') + 1));
        }

        public boolean zero() {
            return value.equals("0");
        }
    }

    private KeyFigures(ReportModel model) {
        this.model = model;
    }

    public static List<Figure> of(ReportModel model) {
        var numbers = new KeyFigures(model);
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
        Totals t = model.totals();
        add(
                t.files(),
                t.files() == 1 ? "file" : "files",
                "Regular files in this intake. Trash and files gone from the disk are not counted.",
                model.listings().newest().link("numbers"),
                ALL);
        add(
                Words.size(t.bytes()),
                "on the volume",
                "Together. The volume holds "
                        + Words.size(model.space().total())
                        + ", of which "
                        + Words.size(model.space().free())
                        + " are free.",
                model.listings().largest().link("largest"),
                ALL);
        add(
                t.processed(),
                "processed",
                "Files that are settled: classified, or set aside because they need you.",
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
        long mismatches = model.scan().list(FileList.MISMATCHES).total();
        long risks = model.scan().list(FileList.RISKS).total();
        add(
                model.listings().formats().total(),
                model.listings().formats().total() == 1 ? "format" : "formats",
                "Different formats, versions counted apart, by PRONOM where it knows them.",
                model.listings().formats().link("formats"),
                "data/formats.csv");
        add(
                mismatches,
                mismatches == 1 ? "mismatch" : "mismatches",
                "The name’s ending says another format than the content does.",
                list(FileList.MISMATCHES, "mismatches"),
                "data/mismatches.csv");
        add(
                model.differentContents(),
                "different contents",
                "Files whose bytes no other file has, and one of each group that share theirs.",
                null,
                ALL);
        add(
                model.duplicates().copies(),
                "extra copies",
                "Files with the same bytes as another one, the first of each group not counted. They take "
                        + Words.size(model.duplicates().wasted())
                        + ".",
                model.listings().duplicates().link("duplicates"),
                "data/duplicates.csv");
        add(
                model.scan().unidentified().total(),
                "not identified",
                "Neither content nor name told what they are.",
                model.scan().unidentified().link("unidentified"),
                "data/unidentified.csv");
        add(
                model.scan().list(FileList.BY_NAME).total(),
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
                model.scan().list(FileList.EMPTY).total(),
                "empty",
                FileList.EMPTY.why(),
                list(FileList.EMPTY, "numbers"),
                "data/empty.csv");
    }

    private void apart() {
        if (model.head().whole()) {
            add(
                    model.left(),
                    "left alone",
                    "Symbolic links, pipes and devices on the volume: never opened, never followed, no files.",
                    "#skipped",
                    "data/skipped.csv");
        }
        add(
                model.totals().of(State.MISSING).files(),
                "gone from the disk",
                "Moved or deleted on the volume itself. Not counted in any other number here.",
                model.listings().missing().link("states"),
                "data/missing.csv");
        add(
                model.totals().of(State.TRASHED).files(),
                "in the trash",
                "Not counted in any other number here. Housekeeping purges them when their time is up.",
                model.listings().trashed().link("states"),
                "data/trash.csv");
    }

    private String list(FileList list, String section) {
        return model.scan().list(list).link(section);
    }
}
