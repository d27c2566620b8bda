package dev.tallyman.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The one script of a report, which sorts and filters its tables. A page calls it from the folder beside it; where a
 * report is served, the server says it itself and lets no other run.
 */
public final class TableScript {
    /** Its file among the assets of a report. */
    public static final String NAME = "tables.js";

    private TableScript() {}

    /** All of it, in ASCII. */
    public static byte[] bytes() {
        try (InputStream in = TableScript.class.getResourceAsStream(NAME)) {
            return Objects.requireNonNull(in, "tables.js is missing from the jar")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
