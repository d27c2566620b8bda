package dev.tallyman.ui.html.file;

import dev.tallyman.file.Basis;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import java.util.ArrayList;
import java.util.List;

/** Why a file is said to be what it is. */
final class VerdictReasons {
    private VerdictReasons() {}

    static String title(StoredFile file) {
        String format = FileRow.format(file);
        if (!file.isIdentified()) {
            return "Why it is not identified";
        }
        return format.isEmpty() ? "How it begins" : "Why it is " + Words.cut(format, 60);
    }

    /**
     * What was asked, in order; empty while nothing was.
     *
     * @param text people can read it
     */
    static List<FilePage.Asked> asked(StoredFile file, boolean text) {
        Basis basis = file.basis();
        if (basis == null) {
            return List.of();
        }
        List<FilePage.Asked> asked = new ArrayList<>();
        String mime = Words.cut(String.valueOf(file.mime()), 80);
        asked.add(content(basis, mime, text));
        String ending = file.path().extension();
        String found = ending.isEmpty() ? "no ending" : "." + Words.cut(ending, 24);
        if (basis == Basis.NAME) {
            String name = ending.isEmpty() ? Words.cut(file.path().name(), 24) : found;
            asked.add(decides("Name", name, mime));
        } else if (file.mismatch()) {
            asked.add(new FilePage.Asked(
                    "Name", found, "need", "mismatch", Words.cut(String.valueOf(file.nameSays()), 80) + ", disagrees"));
        } else {
            asked.add(new FilePage.Asked(
                    "Name", found, "done", "classified", ending.isEmpty() ? "says nothing" : "does not disagree"));
        }
        return List.copyOf(asked);
    }

    private static FilePage.Asked content(Basis basis, String mime, boolean text) {
        return switch (basis) {
            case MAGIC -> decides("First bytes", "a known signature", mime);
            case CONTAINER -> decides("Structure", "what the container holds", mime);
            case XML -> decides("XML", "its root element", mime);
            case TEXT -> decides("Text", "how its characters read", mime);
            case NAME ->
                text
                        ? new FilePage.Asked(
                                "Text", "how its characters read", "done", "classified", "text, not of which kind")
                        : new FilePage.Asked("First bytes", "nothing known", "wait", "trashed", "no answer");
            case NONE -> new FilePage.Asked("Content", "nothing known", "need", "risk", "not identified");
        };
    }

    private static FilePage.Asked decides(String what, String found, String mime) {
        return new FilePage.Asked(what, found, "done", "classified", mime + ", decides");
    }
}
