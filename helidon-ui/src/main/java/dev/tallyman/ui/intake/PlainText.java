package dev.tallyman.ui.intake;

import dev.tallyman.file.Category;
import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that people can read as text: what its page shows of it, and what a browser is told that
 * it is. Its kind alone does not decide, since data and code have binary formats as well.
 *
 * @param start what stands in its first 64 KiB
 * @param whole nothing follows
 * @param charset of all of it, as far as the start tells
 */
public record PlainText(String start, boolean whole, Charset charset) {
    private static final int START = 64 << 10;
    private static final Set<Category> KINDS = EnumSet.of(Category.TEXT, Category.CODE, Category.DATA, Category.EMAIL);

    /** Empty where the file is none, cannot be read, or is not identified yet. */
    public static Optional<PlainText> of(Volume volume, StoredFile file) {
        return isCandidate(file) ? of(volume.first(file, START), file.size() <= START) : Optional.empty();
    }

    private static boolean isCandidate(StoredFile file) {
        String mime = file.mime() == null ? "" : file.mime();
        return file.category().filter(KINDS::contains).isPresent()
                || mime.startsWith("text/")
                || mime.endsWith("+xml")
                || mime.endsWith("+json");
    }

    /** The text that begins like this; empty where these bytes are none. */
    static Optional<PlainText> of(byte[] start, boolean whole) {
        if (hasMark(start)) {
            return Optional.of(decoded(start, whole, StandardCharsets.UTF_16));
        }
        boolean utf8 = isUtf8(start, whole);
        for (byte b : start) {
            // A stray control character leaves UTF-8 readable; among other bytes it means no text.
            if (b == 0 || (!utf8 && isControl(b))) {
                return Optional.empty();
            }
        }
        return Optional.of(decoded(start, whole, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static PlainText decoded(byte[] start, boolean whole, Charset charset) {
        String text = new String(start, charset);
        // The last character may be cut in two.
        return new PlainText(whole ? text : text.replaceFirst("\ufffd$", ""), whole, charset);
    }

    private static boolean hasMark(byte[] start) {
        int mark = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | (start[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static boolean isUtf8(byte[] start, boolean whole) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(start), CharBuffer.allocate(start.length), whole)
                .isError();
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < ' ' && !Character.isWhitespace(b)) || b == 127;
    }
}
