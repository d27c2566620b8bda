package dev.tallyman.identification.tika;

import dev.tallyman.identification.signature.Requirement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One {@code match} of Tika's table, as its {@code MagicDetector} understands it.
 *
 * @param type how the value is written: {@code string}, {@code stringignorecase}, {@code big32} …
 * @param offset {@code 4} or {@code 0:64}
 */
record Match(
        String type,
        @Nullable String offset,
        String value,
        @Nullable String mask) {
    private static final int ALL = 0xff;

    /** How many bytes it fixes: of two signatures the longer one goes first. */
    int length() {
        byte[] masked = mask == null ? new byte[0] : bytes(type, mask);
        return Math.max(bytes(type, value).length, masked.length);
    }

    Requirement condition() {
        String[] range = offset == null ? new String[] {"0"} : offset.split(":", -1);
        String within = range[0] + "-" + range[range.length - 1];
        if (type.equals("regex")) {
            return Requirement.of(Regexes.condition(new String(bytes(type, value), StandardCharsets.UTF_8), within));
        }
        return Requirement.of("B{" + within + "}" + pattern());
    }

    private String pattern() {
        byte[] values = bytes(type, value);
        byte[] masks = mask == null ? new byte[0] : bytes(type, mask);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < length(); i++) {
            int mask = i < masks.length ? masks[i] & ALL : ALL;
            int wanted = i < values.length ? values[i] & mask : 0;
            BitSet allowed = new BitSet(256);
            for (int value = 0; value < 256; value++) {
                int masked = value & mask;
                boolean fold = type.equals("stringignorecase") && masked < 0x80;
                allowed.set(value, (fold ? Character.toLowerCase(masked) : masked) == wanted);
            }
            pattern.append(set(allowed));
        }
        return quoted(pattern.toString());
    }

    private static String set(BitSet allowed) {
        if (allowed.cardinality() == 1) {
            return hex(allowed.nextSetBit(0));
        }
        List<String> ranges = new ArrayList<>();
        for (int from = allowed.nextSetBit(0); from >= 0; ) {
            int end = allowed.nextClearBit(from) - 1;
            ranges.add(from == end ? hex(from) : hex(from) + ":" + hex(end));
            from = allowed.nextSetBit(end + 1);
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no byte can match");
        }
        return "[" + String.join(" ", ranges) + "]";
    }

    private static String hex(int value) {
        return "%02X".formatted(value);
    }

    // Four letters or more are easier to read as such.
    private static String quoted(String pattern) {
        if (!pattern.matches("(?:[0-9A-F]{2}){4,}")) {
            return pattern;
        }
        byte[] bytes = HexFormat.of().parseHex(pattern);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.matches("[A-Za-z0-9 <>/=!?.:;,_%#*+-]+") ? "'" + text + "'" : pattern;
    }

    private static byte[] bytes(String type, String value) {
        boolean hex = value.startsWith("0x");
        return switch (type) {
            case "string", "regex" -> string(value);
            case "stringignorecase" -> string(value.toLowerCase(Locale.ROOT));
            case "unicodeLE" -> wide(string(value));
            case "host16", "little16" -> number(value, hex, 2, false);
            case "big16" -> number(value, hex, 2, true);
            case "host32", "little32" -> number(value, hex, 4, false);
            case "big32" -> number(value, hex, 4, true);
            default -> throw new IllegalArgumentException("a match of type " + type);
        };
    }

    private static byte[] number(String value, boolean hex, int length, boolean big) {
        long number = hex ? Long.parseLong(value.substring(2), 16) : Long.parseLong(value, 8);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[big ? length - 1 - i : i] = (byte) (number >> (8 * i));
        }
        return bytes;
    }

    private static byte[] wide(byte[] narrow) {
        byte[] wide = new byte[narrow.length * 2];
        for (int i = 0; i < narrow.length; i++) {
            wide[2 * i] = narrow[i];
        }
        return wide;
    }

    private static byte[] string(String value) {
        if (value.startsWith("0x")) {
            return HexFormat.of().parseHex(value, 2, value.length() - value.length() % 2);
        }
        var out = new ByteArrayOutputStream();
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at++);
            char next = c == '\\' ? value.charAt(at) : c;
            if (c != '\\') {
                out.write(c);
            } else if ("\\rn".indexOf(next) >= 0) {
                out.write(next == 'r' ? '\r' : next == 'n' ? '\n' : next);
                at++;
            } else if (next == 'x') {
                out.write(Integer.parseInt(value.substring(at + 1, at + 3), 16));
                at += 3;
            } else {
                int end = at;
                while (end < at + 3 && end < value.length() && Character.isDigit(value.charAt(end))) {
                    end++;
                }
                out.write(Integer.parseInt("0" + value.substring(at, end), 8));
                at = end;
            }
        }
        return out.toByteArray();
    }
}
