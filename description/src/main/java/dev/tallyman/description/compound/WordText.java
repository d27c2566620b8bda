package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.file.Risk;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The words of a document of Word 6 to 2003. They lie in pieces, and a table says which follows which.
 * https://learn.microsoft.com/openspecs/office_file_formats/ms-doc
 */
final class WordText {
    /** The flag of a document that opens with a password only. */
    static final int LOCKED = 0x100;

    private static final int WORD_97 = 0xc1;
    private static final int BLOCK = 32 * 1024;
    private static final int MOST_PIECES = 1 << 20;
    private static final int DEEPEST = 20;
    private static final int LONGEST = 100;
    private static final Charset NARROW = Charset.forName("windows-1252");

    private final CompoundStream document;
    private final Draft draft;
    private final StringBuilder instruction = new StringBuilder();
    private final Deque<Boolean> fields = new ArrayDeque<>();

    WordText(CompoundStream document, Draft draft) {
        this.document = document;
        this.draft = draft;
    }

    /** Which stream holds the table of pieces. */
    static String table(long flags) {
        return (flags & 0x200) == 0 ? "0Table" : "1Table";
    }

    /** Without a table there is one piece, as in documents from before Word 97. */
    void read(CompoundStream table) throws IOException {
        if (document.number(2, 2) < WORD_97) {
            piece(document.number(0x18, 4), document.number(0x1c, 4) - document.number(0x18, 4), NARROW);
            return;
        }
        long at = document.number(0x1a2, 4);
        long end = at + document.number(0x1a6, 4);
        // What changes the look of pieces stands before them.
        while (at < end && table.number(at, 1) == 1) {
            at += 3 + table.number(at + 1, 2);
        }
        if (table.number(at, 1) == 2) {
            pieces(table, at + 5, Math.min(table.number(at + 1, 4), table.size() - at - 5));
        }
    }

    private void pieces(CompoundStream table, long from, long length) throws IOException {
        long count = Math.min((length - 4) / 12, MOST_PIECES);
        boolean room = true;
        for (long n = 0; n < count && room; n++) {
            byte[] places = table.at(from + n * 4, 8);
            long characters = little(places, 4, 4) - little(places, 0, 4);
            long at = table.number(from + (count + 1) * 4 + n * 8 + 2, 4);
            room = (at & 0x40000000L) != 0
                    ? piece((at & 0x3fffffff) / 2, characters, NARROW)
                    : piece(at, characters * 2, StandardCharsets.UTF_16LE);
        }
    }

    private boolean piece(long from, long length, Charset charset) throws IOException {
        boolean room = true;
        for (long at = 0; at < length && room; at += BLOCK) {
            byte[] some = document.at(from + at, (int) Math.min(BLOCK, length - at));
            room = some.length > 0 && draft.text(words(new String(some, charset)));
        }
        return room;
    }

    // Marks stand for the ends of paragraphs and cells, and around fields.
    private String words(String text) {
        StringBuilder words = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case 0x13, 0x14, 0x15 -> field(one);
                case 0x07, 0x0b, 0x0c, '\r' -> {
                    words.append('\n');
                    if (fields.contains(true)) {
                        fields.clear(); // no instruction goes on behind its paragraph
                    }
                }
                case '\t', '\n' -> words.append(one);
                case 0x1e -> words.append('-');
                default -> {
                    if (fields.contains(true)) {
                        instruction.append(instruction.length() < LONGEST ? String.valueOf(one) : "");
                    } else if (one >= ' ') {
                        words.append(one);
                    }
                }
            }
        }
        return words.toString();
    }

    // An instruction, which is no words, then its result, which is.
    private void field(char mark) {
        if (instruction.toString().strip().startsWith("DDE")) {
            draft.danger(Risk.LAUNCH);
        }
        instruction.setLength(0);
        if (mark == 0x13) {
            if (fields.size() < DEEPEST) {
                fields.push(true);
            }
        } else if (!fields.isEmpty()) {
            fields.pop();
            if (mark == 0x14) {
                fields.push(false);
            }
        }
    }
}
