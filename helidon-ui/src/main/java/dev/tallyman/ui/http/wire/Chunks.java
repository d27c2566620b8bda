package dev.tallyman.ui.http.wire;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a body, one for each piece as it arrives: without extensions and trailers, of which
 * nobody here knows any, and never larger than what a socket gives at once, because Helidon holds a
 * chunk in memory. https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding
 */
final class Chunks {
    private static final int LONGEST_LINE = 4 << 10;
    private static final int LONGEST_TRAILERS = 16 << 10;
    private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private long left;
    private boolean begun;
    private boolean over;

    boolean isOver() {
        return over;
    }

    /** Null when the client went away. */
    byte @Nullable [] next(RequestBytes from) {
        if (left == 0 && !begin(from)) {
            return null;
        }
        if (over) {
            return LAST;
        }
        if (!from.more()) {
            return null;
        }
        int n = (int) Math.min(left, from.available());
        byte[] size = (Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + n + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        from.take(chunk, size.length, n);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        left -= n;
        return chunk;
    }

    /**
     * Reads on to the bytes of the next chunk, or past the last; false when the client went away.
     */
    private boolean begin(RequestBytes from) {
        if (begun) {
            String end = line(from);
            if (end == null) {
                return false;
            }
            if (!end.isEmpty()) {
                throw malformed(from, "A chunk of the body is longer than it says.");
            }
        }
        begun = true;
        String line = line(from);
        if (line == null) {
            return false;
        }
        String size = line.replaceFirst("[ \\t]*(;.*)?$", "");
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw malformed(from, "The size of a chunk is not a hexadecimal number.");
        }
        left = Long.parseLong(size, 16);
        return left > 0 || trailers(from);
    }

    private boolean trailers(RequestBytes from) {
        int length = 0;
        for (String line = line(from); line != null; line = line(from)) {
            if (line.isEmpty()) {
                over = true;
                return true;
            }
            length += line.length();
            if (length > LONGEST_TRAILERS) {
                throw malformed(from, "The trailers of the body are too long.");
            }
        }
        return false;
    }

    private static @Nullable String line(RequestBytes from) {
        var line = new StringBuilder();
        while (from.more()) {
            char c = (char) (from.take() & 0xff);
            line.append(c);
            int length = line.length();
            boolean returned = length > 1 && line.charAt(length - 2) == '\r';
            if (returned != (c == '\n')) {
                throw malformed(from, "A line between the chunks of the body does not end in CR LF.");
            }
            if (returned) {
                return line.substring(0, length - 2);
            }
            if (length > LONGEST_LINE) {
                throw malformed(from, "A line between the chunks of the body is too long.");
            }
        }
        return null;
    }

    private static RequestException malformed(RequestBytes from, String words) {
        return from.refusal(Status.BAD_REQUEST_400, words + " Nothing was kept; send it again.");
    }
}
