package dev.tallyman.report.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table of the report, filled row by row: all rows go to its CSV and JSON files, the first
 * 10,000 to pages, the first few to the page that opens first.
 */
public final class Table<T> {
    /** Rows that pages list; the data files hold all. */
    public static final int LISTED = 10_000;

    private static final int ROWS = 500;

    private final ReportOutput output;
    private final Spec<T> spec;
    private final @Nullable TableFiles<T> data;
    private final List<T> head = new ArrayList<>();
    private final List<T> waiting = new ArrayList<>();
    private long rows;
    private int pages;
    private long listed;

    /**
     * What a table is.
     *
     * @param name of its files
     * @param template of its rows
     * @param head how many rows the first page shows; where these are all, there is no other page
     * @param columns of its data files; empty for a table without them
     * @param data name of the file that has all rows, where the table has none of its own
     */
    public record Spec<T>(
            String name, String title, String why, String template, int head, List<Column<T>> columns, String data) {
        public static <T> Spec<T> of(
                String name, String title, String why, String template, int head, List<Column<T>> columns) {
            return new Spec<>(name, title, why, "tables/" + template + ".jte", head, columns, name + ".csv");
        }

        /** A list whose rows are in another table's data file. */
        public Spec<T> within(String file) {
            return new Spec<>(name, title, why, template, head, List.of(), file);
        }
    }

    /**
     * What the first page knows of a table.
     *
     * @param page where the list is; null where {@code rows} are all
     */
    public record Head<T>(
            Spec<T> spec,
            List<T> rows,
            long total,
            @Nullable String page) {
        /** Where all rows can be seen: their page, or their section. */
        public String link(String section) {
            return page == null ? "#" + section : page;
        }
    }

    public Table(ReportOutput output, Spec<T> spec) throws IOException {
        this.output = output;
        this.spec = spec;
        this.data = spec.columns().isEmpty() ? null : new TableFiles<>(output, spec.name(), spec.columns());
    }

    /** True while rows are still listed on pages. */
    public boolean lists() {
        return rows < LISTED;
    }

    public void add(T row) throws IOException {
        output.goOn();
        rows++;
        if (data != null) {
            data.write(row);
        }
        if (rows <= spec.head()) {
            head.add(row);
        }
        if (rows <= LISTED) {
            if (waiting.size() == ROWS) {
                page(true);
            }
            waiting.add(row);
        }
    }

    public Head<T> close() throws IOException {
        if (data != null) {
            data.close();
        }
        boolean paged = rows > spec.head();
        while (paged && !waiting.isEmpty()) {
            page(false);
        }
        return new Head<>(spec, List.copyOf(head), rows, paged ? "lists/" + ListPage.file(spec.name(), 1) : null);
    }

    /** Like {@link #close}, with a page even where there are no rows: other pages link to it. */
    public Head<T> closeWithPage() throws IOException {
        if (rows == 0) {
            write(List.of(), false);
        }
        return close();
    }

    // Names decide how much a row takes: a page that gets too large is halved until it fits.
    private void page(boolean more) throws IOException {
        int size = waiting.size();
        while (!write(List.copyOf(waiting.subList(0, size)), more || size < waiting.size())) {
            size /= 2;
        }
        waiting.subList(0, size).clear();
    }

    private boolean write(List<T> rowsOfPage, boolean more) throws IOException {
        ListPage page = new ListPage(
                spec.name(),
                spec.title(),
                spec.why(),
                pages + 1,
                listed + 1,
                listed + rowsOfPage.size(),
                more,
                !more && rows > LISTED ? rows : 0,
                spec.data(),
                spec.columns().isEmpty() ? null : spec.name() + ".json");
        if (!output.lists().write(page, spec.template(), rowsOfPage)) {
            return false;
        }
        pages++;
        listed += rowsOfPage.size();
        return true;
    }
}
