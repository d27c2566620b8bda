package dev.tallyman.processor.identify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Cells of a line of CSV, as RFC 4180 writes them; a name's bytes stay what they are. */
record CsvCells(ByteArrayOutputStream out, boolean alwaysQuoted) {
    void of(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                next();
            }
            of(cells[i].getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What separates two cells. */
    void next() {
        out.write(',');
    }

    /** Quoted where it must be, quotes twice. */
    void of(byte[] bytes) {
        boolean quote = alwaysQuoted;
        for (byte value : bytes) {
            quote |= value == '"' || value == ',' || value == '\n' || value == '\r';
        }
        if (quote) {
            out.write('"');
        }
        for (byte value : bytes) {
            if (value == '"') {
                out.write('"');
            }
            out.write(value);
        }
        if (quote) {
            out.write('"');
        }
    }
}
