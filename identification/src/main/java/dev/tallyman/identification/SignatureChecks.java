package dev.tallyman.identification;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Second looks at formats whose signature is a byte or two that much else begins with: the fields
 * behind it must make sense, too.
 */
final class SignatureChecks {
    private static final Pattern PORTABLE =
            Pattern.compile("P[1-6](?:\\s+|#[^\\n]*\\n)+\\d+(?:\\s+|#[^\\n]*\\n)+\\d+\\s");
    private static final Pattern PLY = Pattern.compile("ply\\r?\\n(?:comment[^\\n]*\\n)*format\\s");

    private static final Pattern IFF_SOUND = Pattern.compile("(?s)FORM.{4}(AIFF|AIFC|8SVX)");

    private static final Set<Integer> TARGA_DEPTHS = Set.of(1, 8, 15, 16, 24, 32);

    private SignatureChecks() {}

    /** True when the content cannot be of this type, whatever its first bytes say. */
    static boolean rule(String mime, byte[] head, long size) {
        return switch (mime) {
            // Up to 255 pictures, the first one's reserved byte 0
            case "image/vnd.microsoft.icon" -> at(head, 4) == 0 || at(head, 5) != 0 || at(head, 9) != 0;
            // A few tables, the first one's name in ASCII
            case "application/x-font-ttf" ->
                at(head, 0) == 0
                        && (at(head, 4) != 0
                                || at(head, 5) == 0
                                || at(head, 5) > 64
                                || at(head, 12) < ' '
                                || at(head, 12) > '~');
            // Run-length encoding, 1 to 8 bits per plane, the reserved byte 0
            case "image/vnd.zbrush.pcx" ->
                at(head, 2) > 1 || Integer.bitCount(at(head, 3)) != 1 || at(head, 3) > 8 || at(head, 64) != 0;
            // As many bits for a pixel as there are such pictures of, and some pixels
            case "image/x-tga" ->
                !TARGA_DEPTHS.contains(at(head, 16))
                        || (at(head, 12) | at(head, 13)) == 0
                        || (at(head, 14) | at(head, 15)) == 0;
            // A list of fonts begins like a program
            case "application/postscript" -> latin(head).startsWith("%!Adobe-FontList");
            // What an IFF file holds stands behind its length
            case "audio/x-aiff" -> !IFF_SOUND.matcher(latin(head)).lookingAt();
            case "audio/mpeg" -> !MpegAudio.is(head, size);
            // Width and height follow the two letters, with comments between them at most
            case "image/x-portable-bitmap", "image/x-portable-graymap", "image/x-portable-pixmap" ->
                !PORTABLE.matcher(latin(head)).lookingAt();
            case "model/x-ply", "model/ply" -> !PLY.matcher(latin(head)).lookingAt();
            // The comment is followed by checksum, size and the first of its commands
            case "application/x-tex-virtual-font" -> at(head, at(head, 2) + 11) > 248;
            default -> false;
        };
    }

    private static String latin(byte[] head) {
        return new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1);
    }

    private static int at(byte[] head, int index) {
        return index < head.length ? head[index] & 0xff : 0;
    }
}
