package dev.tallyman.ui.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client says its bytes hash to.
 * https://www.rfc-editor.org/rfc/rfc9530#name-the-repr-digest-field
 *
 * @param sha256 hex; null where the client does not say, or in another algorithm only
 */
public record ReprDigest(@Nullable String sha256) {
    private static final HeaderName REPR_DIGEST = HeaderNames.create("Repr-Digest");
    private static final Pattern SHA256 =
            Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*([^,;\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final int BYTES = 32;

    public static ReprDigest of(ServerRequestHeaders headers) {
        String value = String.join(",", headers.values(REPR_DIGEST));
        Matcher matcher = SHA256.matcher(value);
        if (!matcher.find()) {
            return new ReprDigest(null);
        }
        String digest = matcher.group(1);
        try {
            byte[] bytes = Base64.getDecoder().decode(digest.replaceFirst("^:(.*):$", "$1"));
            if (bytes.length == BYTES) {
                return new ReprDigest(HexFormat.of().formatHex(bytes));
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Problem.badRequest("Repr-Digest is not a SHA-256; write it as sha-256=:BASE64 OF 32 BYTES:.");
    }

    /** False for bytes that hash to something else. */
    public boolean agrees(@Nullable String received) {
        return sha256 == null || sha256.equals(received);
    }

    /** Refuses bytes that did not arrive as they were sent. */
    public void verify(String received) {
        if (!agrees(received)) {
            throw new Problem(
                    Status.BAD_REQUEST_400,
                    "The file was damaged on its way",
                    "Its SHA-256 is " + received + ", not the one in Repr-Digest. Nothing was kept; upload it again.");
        }
    }
}
