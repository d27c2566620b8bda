package dev.tallyman.ui.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} part by part as it arrives, in one small buffer, whatever its
 * size: https://www.rfc-editor.org/rfc/rfc7578
 */
final class Multipart {
    // What a connection gives at once; it grows for long headers only.
    private static final int BUFFER = 8 << 10;
    private static final int MAX_HEADERS = 16 << 10;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data;.*?\\bboundary=\"?([^\";,\\s]{1,70})\"?.*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename=\"([^\"]*)\"");

    private final InputStream in;
    private final byte[] delimiter;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean exhausted;
    private boolean atDelimiter;

    Multipart(InputStream in, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw new IllegalArgumentException("The form has no boundary.");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /**
     * A field, or a file.
     *
     * @param fileName null for a field
     * @param body ends with the part
     */
    record Part(String name, @Nullable String fileName, InputStream body) {
        String text() throws IOException {
            return new String(body.readNBytes(64 << 10), StandardCharsets.UTF_8);
        }
    }

    /** The next part, after skipping what is left of this one; null after the last. */
    @Nullable Part next() throws IOException {
        byte[] skipped = new byte[8 << 10];
        int read;
        do {
            read = read(skipped, 0, skipped.length);
        } while (read >= 0);
        position += delimiter.length;
        atDelimiter = false;
        String after = line();
        if (after.startsWith("--")) {
            return null;
        }
        String disposition = "";
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            length += header.length();
            if (length > MAX_HEADERS) {
                throw new IllegalArgumentException("A part of the form has too long headers.");
            }
            if (header.regionMatches(true, 0, "content-disposition:", 0, 20)) {
                disposition = header;
            }
        }
        String name = found(NAME, disposition);
        return new Part(name == null ? "" : name, found(FILE_NAME, disposition), new Body());
    }

    // Browsers write these three so, and nothing else:
    // https://html.spec.whatwg.org/#multipart-form-data
    private static @Nullable String found(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        return matcher.find()
                ? matcher.group(1).replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
                : null;
    }

    private String line() throws IOException {
        int end = position;
        while (true) {
            while (end + 1 < limit) {
                if (buffer[end] == '\r' && buffer[end + 1] == '\n') {
                    String line =
                            new String(buffer, position, end - position, StandardCharsets.UTF_8);
                    position = end + 2;
                    return line;
                }
                end++;
            }
            int seen = end - position;
            if (seen > MAX_HEADERS || !fill()) {
                throw new IllegalArgumentException("The form ends in the middle of a part.");
            }
            end = position + seen;
        }
    }

    /** Moves what is left to the front and reads more; false at the end. */
    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int n = in.read(buffer, limit, buffer.length - limit);
        exhausted = n < 0;
        limit += Math.max(0, n);
        return n >= 0;
    }

    private int read(byte[] to, int offset, int length) throws IOException {
        if (atDelimiter) {
            return -1;
        }
        while (limit - position < delimiter.length) {
            if (!fill()) {
                throw new IOException("The form ends in the middle of a part.");
            }
        }
        int safe = safe();
        if (safe == 0) {
            atDelimiter = true;
            return -1;
        }
        int n = Math.min(length, safe);
        System.arraycopy(buffer, position, to, offset, n);
        position += n;
        return n;
    }

    /** How many bytes from here on surely belong to the part. */
    private int safe() {
        for (int at = position; at < limit; at++) {
            if (buffer[at] == '\r' && couldBeDelimiter(at)) {
                // One that only begins here shows itself with the next bytes.
                return at - position;
            }
        }
        return limit - position;
    }

    private boolean couldBeDelimiter(int at) {
        int seen = Math.min(delimiter.length, limit - at);
        for (int i = 0; i < seen; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private final class Body extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            return length == 0 ? 0 : Multipart.this.read(to, offset, length);
        }
    }
}
