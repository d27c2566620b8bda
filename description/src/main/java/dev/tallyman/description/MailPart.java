package dev.tallyman.description;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an e-mail: its headers, and where its body lies in the whole. Nothing of the body is copied, however deep
 * it lies.
 */
final class MailPart {
    /** Characters of a header that count: https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 knows 998 a line. */
    private static final int LONGEST = 10_000;

    private static final int MOST = 1_000;

    private final byte[] bytes;
    private final String mail;
    private final int to;
    private final Map<String, StringBuilder> headers = new LinkedHashMap<>();
    private int from;

    private MailPart(byte[] bytes, String mail, int from, int to) {
        this.bytes = bytes;
        this.mail = mail;
        this.from = from;
        this.to = to;
        readHeaders();
    }

    static MailPart whole(byte[] mail) {
        return new MailPart(mail, new String(mail, StandardCharsets.ISO_8859_1), 0, mail.length);
    }

    /** What lies between two places of this one’s body; the rest of a line that has nothing on it does not count. */
    MailPart within(int start, int end) {
        int at = start;
        while (at < end && Character.isWhitespace(mail.charAt(at)) && mail.charAt(at) != '\n') {
            at++;
        }
        return new MailPart(bytes, mail, at < end && mail.charAt(at) == '\n' ? at + 1 : start, end);
    }

    private void readHeaders() {
        @Nullable StringBuilder last = null;
        while (from < to) {
            int end = mail.indexOf('\n', from, to);
            int next = end < 0 ? to : end + 1;
            int stop = end > from && mail.charAt(end - 1) == '\r' ? end - 1 : end < 0 ? to : end;
            String line = mail.substring(from, Math.min(stop, from + LONGEST));
            from = next;
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            if (Character.isWhitespace(line.charAt(0))) {
                append(last, " " + line.strip());
            } else if (colon > 0 && headers.size() < MOST) {
                last = new StringBuilder(line.substring(colon + 1).strip());
                StringBuilder before =
                        headers.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), last);
                last = before == null ? last : null;
            }
        }
    }

    private static void append(@Nullable StringBuilder header, String more) {
        if (header != null && header.length() + more.length() <= LONGEST) {
            header.append(more);
        }
    }

    @Nullable
    String header(String name) {
        StringBuilder header = headers.get(name);
        return header == null ? null : header.toString();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** Where a mark stands next in the body; negative for nowhere. */
    int find(String mark, int after) {
        return after >= to ? -1 : mail.indexOf(mark, after, to);
    }

    boolean hasAt(String mark, int at) {
        return mail.startsWith(mark, at);
    }

    InputStream body() {
        return new ByteArrayInputStream(bytes, from, length());
    }

    /** How the body begins, each byte a character. */
    String text(int most) {
        return mail.substring(from, Math.min(to, from + most));
    }
}
