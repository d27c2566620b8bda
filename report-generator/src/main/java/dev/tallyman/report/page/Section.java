package dev.tallyman.report.page;

import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.report.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One section of the first page: what is said about it, once, and what it shows. {@code section.jte} draws them all.
 *
 * @param id its anchor
 * @param why what it means, in one or two sentences; empty where its parts say it
 * @param files the data files with all of it
 * @param parts what it shows, one below the other
 */
public record Section(String id, Title title, String why, List<String> files, List<Part> parts) {
    /**
     * What it is called.
     *
     * @param note beside the heading; empty for none
     * @param entry its shorter name in the contents at the side
     * @param count beside the entry; empty for none
     */
    public record Title(String heading, String note, String entry, String count) {
        static Title of(String heading, String entry) {
            return new Title(heading, "", entry, "");
        }

        static Title of(String heading, String note, String entry, long count) {
            return new Title(heading, note, entry, count == 0 ? "" : Words.count(count));
        }
    }

    /** A template and the values that it takes. */
    public record Part(String template, Map<String, Object> values) {
        static Part of(String name, Map<String, Object> values) {
            return new Part("sections/" + name + ".jte", values);
        }
    }

    /** The CSV and JSON files of this name. */
    static List<String> files(String name) {
        return List.of(name + ".csv", name + ".json");
    }

    /**
     * The first rows of a table, and where all of them are.
     *
     * @param what the rows are called, after a number
     */
    static <T> List<Part> rows(Table.Head<T> head, String what) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(head.spec().template(), Map.of("rows", head.rows(), "base", "lists/")));
        if (head.page() != null) {
            parts.add(Part.of("more", Map.of("head", head, "what", what)));
        }
        return List.copyOf(parts);
    }

    /**
     * A section about a table, which says what the table itself says.
     *
     * @param none what is said where there are no rows
     */
    static <T> Section of(String id, Title title, Table.Head<T> head, String what, String none) {
        return new Section(
                id,
                title,
                head.total() == 0 ? none : head.spec().why(),
                files(head.spec().name()),
                head.total() == 0 ? List.of() : rows(head, what));
    }

    /** A section about a list of files, which has the list's title as well. */
    static Section of(String id, Table.Head<StoredFile> files, String entry, String none) {
        Title title = Title.of(files.spec().title(), Words.files(files.total()), entry, files.total());
        return of(id, title, files, "", none);
    }
}
