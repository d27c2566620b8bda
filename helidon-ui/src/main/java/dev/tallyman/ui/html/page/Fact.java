package dev.tallyman.ui.html.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the facts; {@code code} is set in monospace, {@code soft} stands behind. */
public record Fact(
        String name,
        String text,
        @Nullable String code,
        @Nullable String soft,
        @Nullable Instant at) {
    public static Fact of(String name, String text) {
        return new Fact(name, text, null, null, null);
    }
}
