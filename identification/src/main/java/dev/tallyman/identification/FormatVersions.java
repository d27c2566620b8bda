package dev.tallyman.identification;

import dev.tallyman.identification.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a format writes into its first bytes, where it is told truthfully. */
final class FormatVersions {
    private static final Pattern PDF = Pattern.compile("%PDF-([12]\\.\\d)");
    private static final Pattern POSTSCRIPT = Pattern.compile("%!PS-Adobe-([123]\\.\\d)");
    private static final Pattern HTML_5 = Pattern.compile("\\s*<!doctype\\s+html\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_4 = Pattern.compile(
            "<!doctype\\s+html\\s+public\\s+\"-//W3C//DTD HTML (3\\.2|4\\.01|4\\.0)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DRAWING = Pattern.compile("AC10\\d\\d");

    // https://www.exif.org: four digits in the ExifVersion tag
    private static final Map<String, String> EXIF = Map.of(
            "0200", "Exif 2.0",
            "0210", "Exif 2.1",
            "0220", "Exif 2.2",
            "0221", "Exif 2.21",
            "0230", "Exif 2.3",
            "0231", "Exif 2.31",
            "0232", "Exif 2.32");

    private FormatVersions() {}

    static @Nullable String of(String mime, byte[] head) {
        return switch (mime) {
            case "application/pdf" -> found(PDF, head, 1024);
            case "application/postscript" -> found(POSTSCRIPT, head, 64);
            case "text/html" -> html(head);
            case "image/gif" -> ascii(head, 3, 3);
            case "image/jpeg" -> jpeg(head);
            case "image/bmp" -> bitmap(head);
            case "image/webp" -> webp(head);
            case "image/vnd.dwg" -> found(DRAWING, head, 6);
            case "application/java-vm" -> "for Java " + (u16(head, 6) - 44);
            case "application/x-sqlite3" -> "3";
            case "application/warc" -> ascii(head, 5, 3);
            case "model/gltf-binary" -> Integer.toString(u8(head, 4)) + ".0";
            case "application/x-rar-compressed;version=4" -> "4";
            case "application/x-rar-compressed;version=5" -> "5";
            default -> executable(mime, head);
        };
    }

    private static @Nullable String executable(String mime, byte[] head) {
        if (Text.starts(head, 0x7f, 'E', 'L', 'F')) {
            String width = u8(head, 4) == 2 ? "64-bit" : "32-bit";
            return width + (u8(head, 5) == 2 ? " big-endian" : " little-endian");
        }
        if (mime.startsWith("application/x-msdownload")) {
            int header = u8(head, 60) | u8(head, 61) << 8;
            int magic = u8(head, header + 24) | u8(head, header + 25) << 8;
            return magic == 0x20b ? "PE32+" : magic == 0x10b ? "PE32" : null;
        }
        return null;
    }

    /** True when the program for Windows follows the one for DOS that says it is for Windows. */
    static boolean isPortableExecutable(byte[] head) {
        int header = u8(head, 60) | u8(head, 61) << 8;
        return "PE\0\0".equals(ascii(head, header, 4));
    }

    private static @Nullable String html(byte[] head) {
        String start = latin(head, 512);
        if (HTML_5.matcher(start).lookingAt()) {
            return "5";
        }
        Matcher older = HTML_4.matcher(start);
        return older.find() ? older.group(1) : null;
    }

    // Segments up to the first scan: JFIF says its version at once, Exif in a tag.
    private static @Nullable String jpeg(byte[] head) {
        String jfif = null;
        int at = 2;
        for (int i = 0; i < 32 && u8(head, at) == 0xff && u8(head, at + 1) != 0xda; i++) {
            int length = u16(head, at + 2);
            String name = ascii(head, at + 4, 4);
            if (u8(head, at + 1) == 0xe0 && "JFIF".equals(name)) {
                jfif = "JFIF %d.%02d".formatted(u8(head, at + 9), u8(head, at + 10));
            }
            if (u8(head, at + 1) == 0xe1 && "Exif".equals(name)) {
                String exif = exif(head, at + 10, at + 2 + length);
                return exif == null ? jfif : exif;
            }
            at += 2 + Math.max(length, 2);
        }
        return jfif;
    }

    // The tag 0x9000 of type 7 holds its four digits in the entry itself.
    private static @Nullable String exif(byte[] head, int start, int end) {
        boolean big = u8(head, start) == 'M';
        for (int at = start; at + 12 <= Math.min(end, head.length); at += 2) {
            boolean tag = u8(head, at + (big ? 0 : 1)) == 0x90
                    && u8(head, at + (big ? 1 : 0)) == 0
                    && u8(head, at + (big ? 3 : 2)) == 7
                    && u8(head, at + (big ? 7 : 4)) == 4;
            String version = tag ? EXIF.get(ascii(head, at + 8, 4)) : null;
            if (version != null) {
                return version;
            }
        }
        return null;
    }

    private static @Nullable String bitmap(byte[] head) {
        return switch (u8(head, 14) | u8(head, 15) << 8) {
            case 12 -> "2";
            case 40 -> u8(head, 30) == 3 ? "3 NT" : "3";
            case 108 -> "4";
            case 124 -> "5";
            default -> null;
        };
    }

    private static @Nullable String webp(byte[] head) {
        return switch (String.valueOf(ascii(head, 12, 4))) {
            case "VP8 " -> "lossy";
            case "VP8L" -> "lossless";
            case "VP8X" -> "extended";
            default -> null;
        };
    }

    private static @Nullable String found(Pattern pattern, byte[] head, int within) {
        Matcher matcher = pattern.matcher(latin(head, within));
        return matcher.find() ? matcher.group(matcher.groupCount()) : null;
    }

    private static String latin(byte[] head, int length) {
        return new String(head, 0, Math.min(length, head.length), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String ascii(byte[] head, int at, int length) {
        return at + length <= head.length ? new String(head, at, length, StandardCharsets.ISO_8859_1) : null;
    }

    private static int u8(byte[] head, int at) {
        return at >= 0 && at < head.length ? head[at] & 0xff : 0;
    }

    private static int u16(byte[] head, int at) {
        return u8(head, at) << 8 | u8(head, at + 1);
    }
}
