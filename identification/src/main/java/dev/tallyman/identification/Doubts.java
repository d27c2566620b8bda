package dev.tallyman.identification;

/**
 * Second looks at formats whose signature is a byte or two that much else begins with: the fields
 * behind it must make sense, too.
 */
final class Doubts {
    private Doubts() {}

    /** True when the content cannot be of this type, whatever its first bytes say. */
    static boolean rule(String mime, byte[] head) {
        return switch (mime) {
            // Up to 255 pictures, the first one's reserved byte 0
            case "image/vnd.microsoft.icon" ->
                    at(head, 4) == 0 || at(head, 5) != 0 || at(head, 9) != 0;
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
                    at(head, 2) > 1
                            || Integer.bitCount(at(head, 3)) != 1
                            || at(head, 3) > 8
                            || at(head, 64) != 0;
            default -> false;
        };
    }

    private static int at(byte[] head, int index) {
        return index < head.length ? head[index] & 0xff : 0;
    }
}
