package dev.tallyman.file;

import dev.tallyman.volume.disk.FilePath;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What could surprise the next person or program that handles a file. Those with a pattern are read
 * from its name.
 */
public enum Risk {
    /** A right-to-left override or its kind hides the real ending. */
    BIDI("[\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]"),
    /** Line breaks or other control characters, or ones without a width. */
    CONTROL("[\\p{Cc}\\u2028\\u2029\\ufeff\\u200b]"),
    /** Characters that are markup in HTML. */
    MARKUP("[<>]|&[#a-zA-Z0-9]{1,31};"),
    /** Bytes that are not UTF-8. */
    ENCODING("\\ufffd"),
    /**
     * Windows reserves it or cannot hold it:
     * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
     */
    WINDOWS("(?i)(^|/)(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\\.[^/]*)?(/|$)|[\\\\:*?\"<>|]"),
    /** Leading or trailing spaces, or a trailing dot. */
    SPACE("(^|/)\\s|[\\s.](/|$)"),
    /** Begins with a dash or holds characters that shells act on. */
    SHELL("(^|/)-|[$`;|&!\"'*?]"),
    /** A spreadsheet would run it as a formula. */
    FORMULA("(^|/)[=+@]"),
    /** Asks to run code when opened. */
    MACROS(null),
    /** Its contents cannot be read. */
    ENCRYPTED(null),
    /** Unpacks to very much more than it is. */
    BOMB(null),
    /** The test file that every virus scanner reports. */
    EICAR(null),
    /** A document or picture that runs a program of its own when it is opened. */
    SCRIPT(null),
    /** Opens another program, file or address by itself. */
    LAUNCH(null),
    /** A shortcut: it opens something else than itself. */
    SHORTCUT(null),
    /** Says where on earth it was made. */
    POSITION(null),
    /** Holds a private key, or what looks like a password of a well-known service. */
    SECRET(null),
    /** Is valid as two kinds of file. */
    POLYGLOT(null),
    /** A program under a name that says something harmless. */
    DISGUISED(null);

    // Most names are like this; it spares them all the other patterns.
    private static final String SEGMENT =
            "(?!(?i:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:[./]|$))[A-Za-z0-9_][A-Za-z0-9_.-]*+(?<!\\.)";
    private static final Pattern PLAIN = Pattern.compile("(?:" + SEGMENT + "/)*+" + SEGMENT);

    private final @Nullable Pattern inName;

    Risk(@Nullable String inName) {
        this.inName = inName == null ? null : Pattern.compile(inName);
    }

    /** The word in the public surface, such as {@code bidi}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Read from its content, not from its name. */
    public boolean isInside() {
        return inName == null;
    }

    /** What the path alone tells. */
    public static Set<Risk> ofName(FilePath path) {
        String text = path.text();
        if (PLAIN.matcher(text).matches()) {
            return Set.of();
        }
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        for (Risk risk : values()) {
            if (risk.inName != null && risk.inName.matcher(text).find()) {
                risks.add(risk);
            }
        }
        return risks;
    }

    /** Codes separated by spaces, in the order of this enum; empty for none. */
    public static String join(Set<Risk> risks) {
        return risks.stream().sorted().map(Risk::label).collect(Collectors.joining(" "));
    }

    /** The reverse of {@link #join}; a word of a newer version is left out. */
    public static Set<Risk> split(String codes) {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        if (codes.isEmpty()) {
            return risks;
        }
        for (Risk risk : values()) {
            if ((" " + codes + " ").contains(" " + risk.label() + " ")) {
                risks.add(risk);
            }
        }
        return risks;
    }
}
