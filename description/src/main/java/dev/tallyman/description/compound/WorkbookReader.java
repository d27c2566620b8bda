package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.file.Risk;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A workbook of Excel 5 to 2003, record by record: its sheets, and the words in their cells.
 * https://learn.microsoft.com/openspecs/office_file_formats/ms-xls
 */
final class WorkbookReader {
    private static final int FILE_PASS = 0x2f;
    private static final int CONTINUE = 0x3c;
    private static final int SHEET = 0x85;
    private static final int SHARED_STRINGS = 0xfc;
    private static final int LABEL = 0x204;
    private static final int BEGIN = 0x809;
    private static final int EXCEL_97 = 0x600;
    private static final int MACRO_SHEET = 1;
    private static final Charset NARROW = Charset.forName("windows-1252");

    private final CompoundStream records;
    private final Draft draft;
    private boolean wide;
    private long sheets;
    // Within a record and those that continue it.
    private long at;
    private long end;

    WorkbookReader(CompoundStream records, Draft draft) {
        this.records = records;
        this.draft = draft;
    }

    /** False where it opens with a password only. */
    boolean read() throws IOException {
        boolean room = true;
        long next;
        for (long record = 0; record + 4 <= records.size(); record = next) {
            byte[] head = records.at(record, 4);
            at = record + 4;
            end = at + little(head, 2, 2);
            next = end;
            switch ((int) little(head, 0, 2)) {
                case FILE_PASS -> {
                    return false;
                }
                case BEGIN -> wide = wide || records.number(at, 2) == EXCEL_97;
                case SHEET -> room &= sheet();
                case SHARED_STRINGS -> {
                    room &= strings(room);
                    next = end;
                }
                case LABEL -> room = room && label();
                default -> {
                    // numbers, formulas, looks
                }
            }
        }
        draft.put("meta:sheet-count", sheets == 0 ? null : sheets);
        return true;
    }

    private boolean sheet() throws IOException {
        sheets++;
        byte[] sheet = records.at(at, (int) (end - at));
        if (little(sheet, 5, 1) == MACRO_SHEET) {
            draft.danger(Risk.MACROS); // a sheet of XLM macros
        }
        int from = wide ? 8 : 7;
        int letters = (int) little(sheet, 6, 1);
        return draft.text(letters(sheet, from, letters, wide && (little(sheet, 7, 1) & 1) == 1) + "\n");
    }

    private boolean label() throws IOException {
        byte[] cell = records.at(at, (int) (end - at));
        int letters = (int) little(cell, 6, 2);
        return draft.text(letters(cell, wide ? 9 : 8, letters, wide && (little(cell, 8, 1) & 1) == 1) + "\n");
    }

    private static String letters(byte[] bytes, int from, int count, boolean twoBytes) {
        int start = Math.min(from, bytes.length);
        int length = Math.min(twoBytes ? count * 2 : count, bytes.length - start);
        return new String(bytes, start, length, twoBytes ? StandardCharsets.UTF_16LE : NARROW);
    }

    // Each text stands once, and goes on in the next record where one is full.
    private boolean strings(boolean wanted) throws IOException {
        at += 8;
        boolean room = wanted;
        while (room && (at < end || goOn())) {
            byte[] head = take(3);
            int letters = (int) little(head, 0, 2);
            boolean twoBytes = (head[2] & 1) == 1;
            long runs = (head[2] & 8) == 0 ? 0 : little(take(2), 0, 2) * 4;
            long more = (head[2] & 4) == 0 ? 0 : little(take(4), 0, 4);
            room = letters(letters, twoBytes) && draft.text("\n");
            skip(runs + more);
        }
        return room;
    }

    private boolean letters(int count, boolean beginsWide) throws IOException {
        boolean twoBytes = beginsWide;
        int left = count;
        while (left > 0) {
            if (at >= end) {
                if (!goOn()) {
                    return false;
                }
                twoBytes = (take(1)[0] & 1) == 1; // said again at the beginning of each record
            }
            int here = (int) Math.max(1, Math.min(left, (end - at) / (twoBytes ? 2 : 1)));
            byte[] some = take(twoBytes ? here * 2 : here);
            if (!draft.text(letters(some, 0, here, twoBytes))) {
                return false;
            }
            left -= here;
        }
        return true;
    }

    private byte[] take(int length) throws IOException {
        byte[] bytes = java.util.Arrays.copyOf(records.at(at, length), length);
        at += length;
        return bytes;
    }

    private void skip(long length) throws IOException {
        long left = length;
        while (left > 0 && (at < end || goOn())) {
            long some = Math.min(left, end - at);
            at += some;
            left -= some;
        }
    }

    /** Goes on in the next record; false where that is another. */
    private boolean goOn() throws IOException {
        byte[] head = records.at(end, 4);
        if (head.length < 4 || little(head, 0, 2) != CONTINUE) {
            return false;
        }
        at = end + 4;
        end = at + little(head, 2, 2);
        return true;
    }
}
