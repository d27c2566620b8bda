package dev.tallyman.report.count;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.look.Words;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import dev.tallyman.report.data.TableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of each file since the previous report. Both name their files in the order of ids, so
 * one walk along the two is exact and needs no memory.
 */
public final class Comparison implements Closeable {
    private final ReportData data;
    private final PreviousReport previous;
    private final PreviousReport.Rows before;
    private final Map<Change.Kind, Table<Change>> tables = new EnumMap<>(Change.Kind.class);
    private final TableFiles<Change> all;
    private long uploaded;
    private long found;
    private long trashed;
    private long missing;
    private long purged;
    private long verdicts;
    private PreviousReport.@Nullable Row next;

    /** How many changed, and how. */
    public record Counts(long uploaded, long found, long trashed, long missing, long purged, long verdicts) {}

    /** The result. */
    public record Found(Map<Change.Kind, Table.Head<Change>> heads, Counts counts) {
        public Table.Head<Change> of(Change.Kind kind) {
            return Objects.requireNonNull(heads.get(kind));
        }

        public long total(Change.Kind kind) {
            return of(kind).total();
        }
    }

    Comparison(ReportOutput output, ReportData data, PreviousReport previous) throws IOException {
        this.data = data;
        this.previous = previous;
        this.all = new TableFiles<>(output, "changes", Change.COLUMNS);
        for (Change.Kind kind : Change.Kind.values()) {
            tables.put(
                    kind,
                    new Table<>(
                            output,
                            Table.Spec.of(
                                            "changes-" + kind.label(),
                                            kind.title() + " since Report " + previous.number(),
                                            kind.why(),
                                            "changes",
                                            0,
                                            Change.COLUMNS)
                                    .within("changes.csv")));
        }
        this.before = previous.rows();
        this.next = before.next();
    }

    /** Takes the next present file. */
    public void add(StoredFile file) throws IOException {
        goneBefore(file.id());
        PreviousReport.Row old = next;
        if (old == null || old.id() != file.id()) {
            uploaded += file.origin() == StoredFile.Origin.UPLOAD ? 1 : 0;
            found += file.origin() == StoredFile.Origin.FOUND ? 1 : 0;
            report(Change.Kind.NEW, file, "", described(file));
            needs(file, "");
            return;
        }
        next = before.next();
        compare(old, file);
    }

    private void compare(PreviousReport.Row old, StoredFile file) throws IOException {
        String now = Objects.requireNonNullElse(file.sha256(), "");
        boolean hashed = !old.sha256().isEmpty() && !now.isEmpty();
        boolean content = hashed ? !old.sha256().equals(now) : old.size() != file.size();
        String was = described(old);
        String is = described(file);
        if (content) {
            report(Change.Kind.CONTENT, file, Words.size(old.size()) + ", " + was, Words.size(file.size()) + ", " + is);
        } else if (!old.category().isEmpty()
                && file.category().isPresent()
                && !identity(old).equals(identity(file))) {
            report(Change.Kind.IDENTIFIED, file, was, is);
        }
        boolean first = old.category().isEmpty() && file.category().isPresent();
        verdicts += first ? 1 : 0;
        needs(file, old.state());
    }

    private void needs(StoredFile file, String before) throws IOException {
        if (file.state() == State.QUARANTINED && !before.equals(State.QUARANTINED.label())) {
            String reason = file.error();
            report(
                    Change.Kind.NEEDS,
                    file,
                    before.isEmpty() ? "" : Words.state(State.of(before)),
                    reason == null ? "needs you" : ReportText.cut(reason, 300));
        }
    }

    private void goneBefore(long id) throws IOException {
        PreviousReport.Row row = next;
        while (row != null && row.id() < id) {
            gone(row);
            row = before.next();
        }
        next = row;
    }

    private void gone(PreviousReport.Row row) throws IOException {
        State state = data.file(row.id()).map(StoredFile::state).orElse(null);
        String where = switch (state) {
            case TRASHED -> {
                trashed++;
                yield "in the trash";
            }
            case MISSING -> {
                missing++;
                yield "gone from the disk";
            }
            case null -> {
                purged++;
                yield "purged";
            }
            case RECEIVED, CLAIMED, CLASSIFIED, FAILED, QUARANTINED ->
                throw new PreviousReport.Damaged(previous.folder(), new IllegalStateException("not in order"));
        };
        report(new Change(
                Change.Kind.GONE,
                row.id(),
                row.path(),
                row.pathBytes().isEmpty() ? null : row.pathBytes(),
                described(row),
                where));
    }

    private void report(Change.Kind kind, StoredFile file, String before, String after) throws IOException {
        String path = file.path().text();
        boolean text = path.indexOf('\uFFFD') < 0 || file.path().isUtf8();
        String bytes =
                text ? null : Base64.getEncoder().encodeToString(file.path().bytes());
        report(new Change(kind, file.id(), path, bytes, before, after));
    }

    private void report(Change change) throws IOException {
        all.write(change);
        Objects.requireNonNull(tables.get(change.kind())).add(change);
    }

    private static List<String> identity(PreviousReport.Row row) {
        return List.of(row.category(), row.mime(), row.puid(), row.format(), row.version());
    }

    private static List<String> identity(StoredFile file) {
        return List.of(
                file.category().map(c -> c.label()).orElse(""),
                Objects.requireNonNullElse(file.mime(), ""),
                Objects.requireNonNullElse(file.puid(), ""),
                Objects.requireNonNullElse(file.format(), ""),
                Objects.requireNonNullElse(file.version(), ""));
    }

    private static String described(StoredFile file) {
        return file.category().isEmpty()
                ? "not identified yet"
                : file.category().get().label() + ", " + ReportText.format(file);
    }

    private static String described(PreviousReport.Row row) {
        return row.category().isEmpty()
                ? "not identified yet"
                : row.category()
                        + ", "
                        + ReportText.format(
                                row.format().isEmpty() ? null : row.format(),
                                row.version().isEmpty() ? null : row.version(),
                                row.mime());
    }

    /** Call after the last file. */
    public Found finish() throws IOException {
        goneBefore(Long.MAX_VALUE);
        all.close();
        Map<Change.Kind, Table.Head<Change>> heads = new EnumMap<>(Change.Kind.class);
        for (Change.Kind kind : Change.Kind.values()) {
            heads.put(kind, Objects.requireNonNull(tables.get(kind)).close());
        }
        return new Found(heads, new Counts(uploaded, found, trashed, missing, purged, verdicts));
    }

    @Override
    public void close() throws IOException {
        before.close();
    }
}
