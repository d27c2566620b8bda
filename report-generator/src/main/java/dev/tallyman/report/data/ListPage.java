package dev.tallyman.report.data;

import org.jspecify.annotations.Nullable;

/**
 * Where one page of a list stands.
 *
 * @param name of the list, as in its files
 * @param number counted from 1
 * @param from its first row, counted from 1
 * @param more whether another page follows
 * @param all rows of the table, where the list goes on in the data files only; else 0
 * @param data name of the data file with all rows
 */
public record ListPage(
        String name,
        String title,
        String why,
        int number,
        long from,
        long to,
        boolean more,
        long all,
        String data,
        @Nullable String json) {

    public String path() {
        return "lists/" + file(name, number);
    }

    public static String file(String name, int number) {
        return number == 1 ? name + ".html" : name + "-" + number + ".html";
    }

    public @Nullable String previous() {
        return number == 1 ? null : file(name, number - 1);
    }

    public @Nullable String next() {
        return more ? file(name, number + 1) : null;
    }
}
