package dev.tallyman.ui.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The one coding in which this server answers: pages, lists, assets and reports, never what people
 * uploaded and never a stream of events.
 */
public final class Gzip {
    private static final int LEVEL = 4;
    private static final int BLOCK = 8 << 10;

    private Gzip() {}

    /**
     * Says that the answer depends on what the client takes; true where it takes gzip.
     * https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
     */
    public static boolean agree(Headers request, ServerResponse response) {
        response.headers().add(HeaderNames.VARY, HeaderNames.ACCEPT_ENCODING_NAME);
        boolean agreed = isTaken(String.join(",", request.all(HeaderNames.ACCEPT_ENCODING, List::of)));
        if (agreed) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        return agreed;
    }

    // What is named outweighs the star.
    static boolean isTaken(String accepted) {
        boolean any = false;
        for (String part : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String coding = part.replaceFirst(";.*", "").strip();
            boolean wanted = !part.matches(".*;\\s*q\\s*=\\s*0(\\.0*)?\\s*");
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return wanted;
            }
            any |= coding.equals("*") && wanted;
        }
        return any;
    }

    /** Compresses what is written; closing it closes the other. */
    public static OutputStream stream(OutputStream to) throws IOException {
        return new GZIPOutputStream(to, BLOCK) {
            {
                def.setLevel(LEVEL);
            }
        };
    }

    /** The bytes, compressed. */
    public static byte[] of(byte[] bytes) {
        var coded = new ByteArrayOutputStream(bytes.length / 4);
        try (OutputStream gzip = stream(coded)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }

    /** What {@link #of} was given. */
    public static byte[] expand(byte[] coded) {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(coded))) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
