package dev.tallyman.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * What a program says it is: {@code tallyman 0.1.0, revision 1a2b3c4}.
 *
 * @param revision the commit that it was built from
 */
public record Version(String number, String revision) {
    /** Of this program; images and the launcher know their revision. */
    public static Version of(Map<String, String> environment) {
        String revision = environment.getOrDefault("TALLYMAN_REVISION", "");
        return new Version(read(), revision.isBlank() ? "unknown" : revision);
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            byte[] text = Objects.requireNonNull(in).readAllBytes();
            return new String(text, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "tallyman " + number + ", revision " + revision;
    }
}
