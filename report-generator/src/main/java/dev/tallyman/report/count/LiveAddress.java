package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.volume.disk.FilePath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the intake's own pages show what a report tells of. A report's page holds these as {@code data-live}; whoever
 * serves it there makes them links.
 */
public final class LiveAddress {
    private LiveAddress() {}

    public static String of(Category category) {
        return "/?category=" + category.label();
    }

    public static String of(State state) {
        return state == State.TRASHED ? "/trash" : "/?state=" + state.label();
    }

    /** The files whose names end like this; null where they end with nothing. */
    public static @Nullable String ending(String text) {
        return text.isEmpty() ? null : "/?ending=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What lies below a folder; null for the root, and for a name that cannot be told from its text. */
    public static @Nullable String folder(String text) {
        return text.isEmpty() || text.indexOf('\uFFFD') >= 0
                ? null
                : "/?folder="
                        + FilePath.known(text.getBytes(StandardCharsets.UTF_8)).url();
    }

    /** What a table lists; null where no list of the intake does. */
    public static @Nullable String table(String name) {
        return switch (name) {
            case "files.csv.gz" -> "/";
            case "waiting.csv" -> "/?state=received,claimed,failed";
            case "quarantined.csv" -> of(State.QUARANTINED);
            case "failed.csv" -> of(State.FAILED);
            case "missing.csv" -> of(State.MISSING);
            case "trash.csv" -> of(State.TRASHED);
            case "mismatches.csv" -> "/?mismatch=true";
            case "risks.csv" -> "/?risky=true";
            case "empty.csv" -> of(Category.EMPTY);
            default -> null;
        };
    }
}
