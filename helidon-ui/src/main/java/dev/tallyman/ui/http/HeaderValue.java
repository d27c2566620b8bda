package dev.tallyman.ui.http;

import io.helidon.http.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header with parameters, such as {@code form-data; name="file"; filename=a.txt}. Its characters
 * stand for bytes (ISO 8859-1), because names are bytes.
 *
 * @param value in lower case
 * @param parameters by lower-case name; the first of each name counts
 */
record HeaderValue(String value, Map<String, String> parameters) {
    private static final String SPACE = " \t";

    /** What can be read of it; never an error. */
    public static HeaderValue parse(String text) {
        int end = text.indexOf(';');
        String value = end < 0 ? text : text.substring(0, end);
        Map<String, String> parameters = new HashMap<>();
        for (int at = end; at >= 0 && at < text.length(); ) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at + 1, equals);
            // A parameter without a value, or nothing between two semicolons.
            name = name.substring(name.lastIndexOf(';') + 1).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < text.length() && SPACE.indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            boolean quoted = start < text.length() && text.charAt(start) == '"';
            int last = quoted ? closing(text, start + 1) : semicolon(text, start);
            String found = quoted
                    ? text.substring(start + 1, last).replace("\\\"", "\"")
                    : text.substring(start, last).strip();
            parameters.putIfAbsent(name, found);
            at = semicolon(text, last);
        }
        return new HeaderValue(value.strip().toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static int semicolon(String text, int from) {
        int at = text.indexOf(';', from);
        return at < 0 ? text.length() : at;
    }

    // Browsers escape a quote as %22 and a backslash not at all, other programs escape a quote with a backslash: so one
    // before the last quote is part of a name that ends with it.
    private static int closing(String text, int from) {
        int at = text.indexOf('"', from);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            int next = text.indexOf('"', at + 1);
            if (next < 0) {
                return at;
            }
            at = next;
        }
        return at < 0 ? text.length() : at;
    }

    /**
     * The bytes, as characters, of a parameter with a star, {@code utf-8''caf%C3%A9.txt}.
     * https://www.rfc-editor.org/rfc/rfc8187
     */
    public static String extended(String text) {
        String[] parts = text.split("'", 3);
        if (parts.length < 3) {
            throw malformed(text);
        }
        String decoded = decoded(parts[2], text);
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "utf-8" -> decoded;
            case "iso-8859-1" -> new String(decoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            default -> throw malformed(text);
        };
    }

    private static String decoded(String encoded, String text) {
        var bytes = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                bytes.append(c);
                continue;
            }
            int high = i + 2 <= encoded.length() - 1 ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
            if (low < 0) {
                throw malformed(text);
            }
            bytes.append((char) (high << 4 | low));
            i += 2;
        }
        return bytes.toString();
    }

    private static BadRequestException malformed(String text) {
        return new BadRequestException(
                "“" + text + "” is not a name; write it as utf-8'' and the name, percent-encoded.");
    }
}
