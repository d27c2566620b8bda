package dev.tallyman.ui.html.reports;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.tallyman.ui.html.reports.ReportTableReader.ReportedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that two reports tell differently.
 *
 * @param file as the later one of those that have it tells it
 * @param what has become of it, in words
 */
record FileDifference(Kind kind, ReportedFile file, String what) {
    /** What has become of it. */
    enum Kind {
        CAME("Came"),
        WENT("Went"),
        CHANGED("Changed");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Takes the differences one by one. */
    interface Taker {
        void take(FileDifference difference) throws IOException;
    }

    /** Tells all of them in the order of ids, in which both reports have their files: none is kept in memory. */
    static void each(ReportPair pair, Taker taker) throws IOException {
        try (var older = new ReportTableReader(pair.before());
                var newer = new ReportTableReader(pair.after())) {
            ReportedFile was = older.next();
            ReportedFile is = newer.next();
            while (was != null && is != null) {
                if (is.id() < was.id()) {
                    taker.take(came(is));
                    is = newer.next();
                } else if (was.id() < is.id()) {
                    taker.take(went(was));
                    was = older.next();
                } else {
                    List<String> changes = changes(was, is);
                    if (!changes.isEmpty()) {
                        taker.take(new FileDifference(Kind.CHANGED, is, String.join("; ", changes)));
                    }
                    was = older.next();
                    is = newer.next();
                }
            }
            for (; was != null; was = older.next()) {
                taker.take(went(was));
            }
            for (; is != null; is = newer.next()) {
                taker.take(came(is));
            }
        } catch (CsvParseException | NumberFormatException | UncheckedIOException e) {
            throw new IOException("The files of a report cannot be read: " + e.getMessage(), e);
        }
    }

    private static FileDifference came(ReportedFile file) {
        return new FileDifference(Kind.CAME, file, known(file));
    }

    private static FileDifference went(ReportedFile file) {
        return new FileDifference(Kind.WENT, file, known(file));
    }

    private static String known(ReportedFile file) {
        return file.format().isEmpty() ? file.state() : file.format();
    }

    private static List<String> changes(ReportedFile was, ReportedFile is) {
        List<String> changes = new ArrayList<>();
        if (!is.path().equals(was.path())) {
            changes.add("was " + was.path());
        }
        boolean hashed = !was.sha256().isEmpty() && !is.sha256().isEmpty();
        if (hashed ? !is.sha256().equals(was.sha256()) : is.size() != was.size()) {
            changes.add("other bytes");
        }
        change(changes, "format", was.format(), is.format());
        change(changes, "category", was.category(), is.category());
        change(changes, "state", was.state(), is.state());
        return changes;
    }

    private static void change(List<String> changes, String what, String was, String is) {
        if (!is.equals(was)) {
            changes.add("%s %s, was %s".formatted(what, said(is), said(was)));
        }
    }

    private static String said(String value) {
        return value.isEmpty() ? "not known" : value;
    }
}
