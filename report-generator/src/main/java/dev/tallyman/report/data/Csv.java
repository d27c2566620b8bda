package dev.tallyman.report.data;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front; {@link #disarmed} and {@link #armed} are each other's reverse, so nothing is
 * lost.
 */
public final class Csv {
    private Csv() {}

    /** Writes one record. */
    public static void write(Writer out, List<? extends @Nullable Object> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            switch (values.get(i)) {
                case null -> {}
                case String text -> field(out, disarmed(text));
                case Object other -> out.write(other.toString());
            }
        }
        out.write("\r\n");
    }

    private static void field(Writer out, String text) throws IOException {
        boolean quoted = false;
        for (int i = 0; i < text.length() && !quoted; i++) {
            char c = text.charAt(i);
            quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (quoted) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    public static String disarmed(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    public static String armed(String text) {
        return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
    }

    private static boolean isFormula(String text) {
        int i = 0;
        while (i < text.length() && isPassedOver(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return false;
        }
        return switch (text.charAt(i)) {
            case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
            // Spreadsheets of East Asia take the full-width forms for the same.
            case '\uff1d', '\uff0b', '\uff0d', '\uff20' -> true;
            default -> false;
        };
    }

    // An apostrophe is ours; blanks and what cannot be seen are dropped by some spreadsheets.
    private static boolean isPassedOver(char c) {
        return c == '\'' || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    /** Where records are read from: one character, or -1 at the end. */
    public interface Source {
        int read() throws IOException;
    }

    /** The next record with its formulas armed again; empty at the end. */
    public static List<String> read(Source in) throws IOException {
        return read(in, _ -> true);
    }

    /** Like {@link #read(Source)}, with empty texts for the columns that are not wanted. */
    public static List<String> read(Source in, IntPredicate wanted) throws IOException {
        List<String> record = new ArrayList<>(32);
        var field = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return List.of();
        }
        boolean keep = wanted.test(0);
        while (true) {
            if (c == '"') {
                c = quoted(in, field);
            } else if (c == ',' || c == '\n' || c < 0) {
                record.add(keep ? armed(field.toString()) : "");
                field.setLength(0);
                keep = wanted.test(record.size());
                if (c != ',') {
                    return record;
                }
                c = in.read();
            } else {
                if (keep && c != '\r') {
                    field.append((char) c);
                }
                c = in.read();
            }
        }
    }

    private static int quoted(Source in, StringBuilder field) throws IOException {
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("a quoted field does not end");
            }
            if (c == '"') {
                int next = in.read();
                if (next != '"') {
                    return next;
                }
            }
            field.append((char) c);
        }
    }
}
