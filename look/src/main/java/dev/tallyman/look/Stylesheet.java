package dev.tallyman.look;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The one stylesheet that the pages and the reports share, joined from its parts. */
public final class Stylesheet {
    /** What stands later wins: room and readers have the last word. */
    private static final List<String> PARTS =
            List.of("tokens", "base", "frame", "lists", "details", "report", "small", "readers");

    private Stylesheet() {}

    /** All of it, in UTF-8. */
    public static byte[] bytes() {
        var all = new ByteArrayOutputStream();
        PARTS.forEach(part -> all.writeBytes(part(part + ".css")));
        return all.toByteArray();
    }

    private static byte[] part(String name) {
        try (InputStream in = Objects.requireNonNull(
                Stylesheet.class.getResourceAsStream(name), () -> name + " is missing from the jar")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
