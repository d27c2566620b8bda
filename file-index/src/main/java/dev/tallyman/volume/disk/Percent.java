package dev.tallyman.volume.disk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of a path's bytes, <a href="https://www.rfc-editor.org/rfc/rfc3986">RFC
 * 3986</a>, section 2: {@code /} stands between segments and never inside one.
 */
final class Percent {
    // Section 2.3, and what separates segments
    private static final String PLAIN = "-._~/";
    private static final HexFormat CODES = HexFormat.of().withUpperCase();

    private Percent() {}

    /**
     * Decodes once; what is not encoded stands for its UTF-8. {@link BadPathException}: an encoded
     * {@code /}, or a {@code %} that begins no code.
     */
    static byte[] decode(String encoded) {
        var out = new ByteArrayOutputStream(encoded.length());
        int at = 0;
        while (at < encoded.length()) {
            if (encoded.charAt(at) == '%') {
                out.write(code(encoded, at + 1));
                at += 3;
            } else {
                int code = encoded.indexOf('%', at);
                int end = code < 0 ? encoded.length() : code;
                out.writeBytes(encoded.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        return out.toByteArray();
    }

    private static int code(String encoded, int at) {
        boolean complete = at + 2 <= encoded.length()
                && HexFormat.isHexDigit(encoded.charAt(at))
                && HexFormat.isHexDigit(encoded.charAt(at + 1));
        if (!complete) {
            throw new BadPathException("The path has a “%” that is not followed by two hex digits; write it as %25.");
        }
        int value = HexFormat.fromHexDigits(encoded, at, at + 2);
        if (value == '/') {
            throw new BadPathException("A name cannot hold “/”; separate folders by a plain /.");
        }
        return value;
    }

    static String encode(byte[] bytes) {
        var url = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0);
            if (plain) {
                url.append((char) b);
            } else {
                url.append('%').append(CODES.toHexDigits(b));
            }
        }
        return url.toString();
    }
}
