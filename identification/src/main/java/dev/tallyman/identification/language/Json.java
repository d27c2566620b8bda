package dev.tallyman.identification.language;

import java.util.regex.Pattern;

/**
 * Tells JSON by its grammar, RFC 8259, from the beginning of a text: one pass, no recursion, no
 * values kept.
 */
public final class Json {
    /** What a beginning turned out to be; {@code LINES} is one value per line. */
    public enum Kind {
        NO,
        JSON,
        LINES
    }

    private enum Next {
        VALUE,
        VALUE_OR_END,
        KEY,
        KEY_OR_END,
        COLON,
        COMMA_OR_END
    }

    private static final int DEEPEST = 1000;
    private static final Pattern SCALAR = Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private final boolean whole;
    private final boolean[] inObject = new boolean[DEEPEST];
    private int depth;
    private int values;
    private int at;
    private Next next = Next.VALUE;

    private Json(String text, boolean whole) {
        this.text = text;
        this.whole = whole;
    }

    /**
     * Objects and arrays only: a lone number or string is not worth calling JSON.
     *
     * @param whole nothing follows the text, so it must be complete
     */
    public static Kind kind(String text, boolean whole) {
        Json json = new Json(text, whole);
        while (json.skipSpace()) {
            if (!json.step()) {
                return Kind.NO;
            }
        }
        if (json.values == 0 || (whole && json.depth > 0)) {
            return Kind.NO;
        }
        return json.values > 1 ? Kind.LINES : Kind.JSON;
    }

    private boolean skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length();
    }

    private boolean step() {
        char c = text.charAt(at);
        if (depth == 0 && c != '{' && c != '[') {
            return false;
        }
        return switch (c) {
            case '{', '[' -> open(c == '{');
            case '}', ']' -> close(c == '}');
            case ',' -> then(Next.COMMA_OR_END, inObject[depth - 1] ? Next.KEY : Next.VALUE);
            case ':' -> then(Next.COLON, Next.VALUE);
            case '"' -> string();
            default -> scalar();
        };
    }

    private boolean then(Next expected, Next following) {
        boolean right = next == expected;
        next = following;
        at++;
        return right;
    }

    private boolean open(boolean object) {
        if (!wantsValue() || depth == DEEPEST) {
            return false;
        }
        values += depth == 0 ? 1 : 0;
        inObject[depth++] = object;
        next = object ? Next.KEY_OR_END : Next.VALUE_OR_END;
        at++;
        return true;
    }

    private boolean close(boolean object) {
        Next empty = object ? Next.KEY_OR_END : Next.VALUE_OR_END;
        if (inObject[depth - 1] != object || (next != Next.COMMA_OR_END && next != empty)) {
            return false;
        }
        depth--;
        next = depth == 0 ? Next.VALUE : Next.COMMA_OR_END;
        at++;
        return true;
    }

    private boolean string() {
        boolean key = next == Next.KEY || next == Next.KEY_OR_END;
        if (!key && !wantsValue()) {
            return false;
        }
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                next = key ? Next.COLON : Next.COMMA_OR_END;
                return true;
            }
            if (c < ' ') {
                return false;
            }
            at += c == '\\' ? 1 : 0;
        }
        return !whole;
    }

    private boolean scalar() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        boolean cut = at == text.length() && !whole;
        boolean right =
                at - start < 400 && SCALAR.matcher(text.substring(start, at)).matches();
        boolean wanted = wantsValue();
        next = Next.COMMA_OR_END;
        return wanted && at > start && (right || cut);
    }

    private static boolean isWord(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '+' || c == '-' || c == '.';
    }

    private boolean wantsValue() {
        return next == Next.VALUE || next == Next.VALUE_OR_END;
    }
}
