package dev.tallyman.ui.http.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as far as it says how the request is framed.
 *
 * @param target as it stands in the request line
 * @param old HTTP/1.0
 */
record RequestHead(String method, String target, boolean old, List<Field> fields) {
    /** A body in chunks. */
    static final long CHUNKED = -1;

    /** A body whose length only Helidon is to judge. */
    static final long UNKNOWN = -2;

    private static final Pattern LINE = Pattern.compile("([!-~]+) ([!-~]+) HTTP/1\\.([01])");
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ ");
    private static final Pattern FIELD = Pattern.compile("([^\\s:]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#@]*)(.*)");
    private static final int MOST_DIGITS = 18;

    /** A line of the head. */
    record Field(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** Null for what is out of order: Helidon refuses it, and does so better unseen. */
    static @Nullable RequestHead of(byte[] bytes) {
        List<String> lines =
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        Matcher line = LINE.matcher(lines.getFirst());
        if (!line.matches()) {
            return null;
        }
        List<Field> fields = new ArrayList<>();
        for (String text : lines.subList(1, lines.size() - 1)) {
            Matcher field = FIELD.matcher(text);
            if (!field.matches()) {
                return null;
            }
            fields.add(new Field(field.group(1), field.group(2)));
        }
        return new RequestHead(line.group(1), line.group(2), line.group(3).equals("0"), fields);
    }

    /** True when it begins with a method, whatever follows. */
    static boolean hasMethod(byte[] bytes) {
        return METHOD.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).lookingAt();
    }

    List<String> values(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    /** Bytes of the body that follows, {@link #CHUNKED} or {@link #UNKNOWN}. */
    long length() {
        List<String> encodings = values("Transfer-Encoding");
        List<String> lengths = values("Content-Length");
        if (encodings.isEmpty() && lengths.isEmpty()) {
            return 0;
        }
        if (lengths.isEmpty() && encodings.size() == 1) {
            return encodings.getFirst().equalsIgnoreCase("chunked") ? CHUNKED : UNKNOWN;
        }
        String length = encodings.isEmpty() && lengths.size() == 1 ? lengths.getFirst() : "";
        return length.matches("[0-9]{1," + MOST_DIGITS + "}") ? Long.parseLong(length) : UNKNOWN;
    }

    /** True when the client goes on with the connection after the answer. */
    boolean keepsAlive() {
        boolean keeps = !old;
        // https://www.rfc-editor.org/rfc/rfc9112#section-6.1-16
        if (old && length() < 0) {
            return false;
        }
        for (String value : values("Connection")) {
            for (String token : value.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
                keeps = token.equals("keep-alive") || (keeps && !token.equals("close"));
            }
        }
        return keeps;
    }

    /** True when Helidon does not read it as it is. */
    boolean isForeign() {
        return old || ABSOLUTE.matcher(target).matches();
    }

    /**
     * The same request in HTTP/1.1 and with its host where it belongs.
     * https://www.rfc-editor.org/rfc/rfc9112#name-request-target
     *
     * @param here stands for the host where an old client names none
     */
    byte[] translated(String here) {
        Matcher absolute = ABSOLUTE.matcher(target);
        boolean named = absolute.matches();
        String path = named ? absolute.group(2) : target;
        var head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(path.startsWith("/") ? path : named ? "/" + path : path)
                .append(" HTTP/1.1\r\n");
        if (named) {
            append(head, "Host", absolute.group(1));
        } else if (values("Host").isEmpty() && old) {
            append(head, "Host", here);
        }
        for (Field field : fields) {
            // An old client does not know "100 Continue".
            boolean replaced = (named && field.is("Host")) || (old && (field.is("Connection") || field.is("Expect")));
            if (!replaced) {
                append(head, field.name(), field.value());
            }
        }
        if (old) {
            append(head, "Connection", keepsAlive() ? "keep-alive" : "close");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
