package dev.tallyman.ui.http;

import io.helidon.http.BadRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} part by part as it arrives, in one small buffer, whatever its
 * size: https://www.rfc-editor.org/rfc/rfc7578
 */
public final class Multipart {
    // What a connection gives at once; it grows for long headers only.
    private static final int BUFFER = 8 << 10;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int LONGEST_BOUNDARY = 70;

    private final InputStream in;
    private final byte[] delimiter;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean exhausted;
    private boolean atDelimiter;

    public Multipart(InputStream in, String contentType) {
        HeaderValue type = HeaderValue.parse(contentType);
        if (!type.value().equals("multipart/form-data")) {
            throw new BadRequestException("Send the form as multipart/form-data, as a browser does.");
        }
        String boundary = type.get("boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new BadRequestException("The form’s Content-Type has no boundary.");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /**
     * A field, or a file.
     *
     * @param fileName its characters stand for bytes; null for a field, empty where no file was
     *     chosen
     * @param body ends with the part
     */
    public record Part(String name, @Nullable String fileName, InputStream body) {
        public String text() throws IOException {
            return new String(body.readNBytes(64 << 10), StandardCharsets.UTF_8);
        }
    }

    /** The next part, after skipping what is left of this one; null after the last. */
    @Nullable
    public Part next() throws IOException {
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
        HeaderValue disposition = HeaderValue.parse(disposition());
        if (!disposition.value().equals("form-data")) {
            throw new BadRequestException("A part of the form has no Content-Disposition: form-data.");
        }
        return new Part(disposition.get("name").orElse(""), fileName(disposition), new Body());
    }

    private String disposition() throws IOException {
        String disposition = "";
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            length += header.length();
            if (length > MAX_HEADERS) {
                throw tooLong();
            }
            if (header.regionMatches(true, 0, "content-disposition:", 0, 20)) {
                disposition = header.substring(20);
            }
        }
        return disposition;
    }

    // RFC 7578 wants no filename*, and programs send it all the same; where both are there it says
    // more.
    private static @Nullable String fileName(HeaderValue disposition) {
        return disposition
                .get("filename*")
                .map(HeaderValue::extended)
                .or(() -> disposition.get("filename").map(Multipart::unescaped))
                .orElse(null);
    }

    // Browsers write these three so, and nothing else:
    // https://html.spec.whatwg.org/#multipart-form-data
    private static String unescaped(String name) {
        return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }

    private static BadRequestException tooLong() {
        return new BadRequestException("A part of the form has too long headers.");
    }

    private static BadRequestException cutOff() {
        return new BadRequestException("The form ends in the middle of a part; that part was not kept. Send it again.");
    }

    private String line() throws IOException {
        int end = position;
        while (true) {
            while (end + 1 < limit) {
                if (buffer[end] == '\r' && buffer[end + 1] == '\n') {
                    String line = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
                    position = end + 2;
                    return line;
                }
                end++;
            }
            int seen = end - position;
            if (seen > MAX_HEADERS) {
                throw tooLong();
            }
            if (!fill()) {
                throw cutOff();
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
        while (limit - position < delimiter.length + 2) {
            if (!fill()) {
                throw cutOff();
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
        // A longer word that begins like the delimiter is none.
        int after = at + seen;
        return after == limit
                || "\r \t".indexOf(buffer[after]) >= 0
                || (buffer[after] == '-' && (after + 1 == limit || buffer[after + 1] == '-'));
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
