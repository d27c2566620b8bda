package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The words of a presentation of PowerPoint 97 to 2003: records within records.
 * https://learn.microsoft.com/openspecs/office_file_formats/ms-ppt
 */
final class PresentationText {
    private static final int CONTAINER = 0x0f;
    private static final int MASTER = 0x3f8;
    private static final int WIDE_TEXT = 0xfa0;
    private static final int NARROW_TEXT = 0xfa8;
    private static final int LONGEST = 1 << 20;
    private static final long LOCKED = 0xf3d1c4dfL;

    private PresentationText() {}

    /** True where the user’s stream says that a password is needed. */
    static boolean isLocked(byte[] currentUser) {
        return little(currentUser, 12, 4) == LOCKED;
    }

    static void read(CompoundStream records, Draft draft) throws IOException {
        boolean room = true;
        for (long at = 0; at + 8 <= records.size() && room; ) {
            byte[] head = records.at(at, 8);
            int kind = (int) little(head, 2, 2);
            long length = little(head, 4, 4);
            at += 8;
            // What a master says is what every slide could say.
            boolean within = (head[0] & 0x0f) == CONTAINER && kind != MASTER;
            if (kind == WIDE_TEXT || kind == NARROW_TEXT) {
                Charset charset = kind == WIDE_TEXT ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
                String text = new String(records.at(at, (int) Math.min(length, LONGEST)), charset);
                room = draft.text(text.replace('\r', '\n').replace('\u000b', '\n') + "\n");
            }
            at += within ? 0 : length;
        }
    }
}
