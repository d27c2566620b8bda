package dev.tallyman.ui.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file. https://www.rfc-editor.org/rfc/rfc9110#section-14 */
public record ByteRange(long from, long length) {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d*)-(\\d*)\\s*", Pattern.CASE_INSENSITIVE);
    private static final int MOST_DIGITS = 18;
    private static final ByteRange OUTSIDE = new ByteRange(-1, 0);

    /** Empty for what is to be ignored: other units, several ranges, nonsense. */
    public static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = SINGLE.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(number(last), size));
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (to < from) {
            return Optional.empty();
        }
        return Optional.of(from >= size ? OUTSIDE : new ByteRange(from, Math.min(to, size - 1) - from + 1));
    }

    // Beyond any file is beyond any file.
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    private static ByteRange suffix(long length, long size) {
        long known = Math.min(length, size);
        return known == 0 ? OUTSIDE : new ByteRange(size - known, known);
    }

    public boolean isOutside() {
        return from < 0;
    }

    public String header(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
