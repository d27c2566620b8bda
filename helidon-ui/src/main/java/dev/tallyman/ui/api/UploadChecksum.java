package dev.tallyman.ui.api;

import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of one request of a tus upload hash to, as its client says; taken of them as they pass.
 * https://tus.io/protocols/resumable-upload#checksum
 *
 * @param digest null where the client does not say
 * @param wanted hex
 */
record UploadChecksum(@Nullable MessageDigest digest, String wanted) {
    static final String ALGORITHMS = "sha256,sha1";

    private static final Status CHECKSUM_MISMATCH = Status.create(460, "Checksum Mismatch");
    private static final HeaderName UPLOAD_CHECKSUM = HeaderNames.create("Upload-Checksum");
    private static final Map<String, String> NAMES = Map.of("sha256", "SHA-256", "sha1", "SHA-1");

    static UploadChecksum of(ServerRequestHeaders headers) {
        String value = headers.value(UPLOAD_CHECKSUM).orElse(null);
        if (value == null) {
            return new UploadChecksum(null, "");
        }
        String[] words = value.strip().split(" +", 2);
        String name = NAMES.get(words[0]);
        try {
            if (name != null && words.length == 2) {
                MessageDigest digest = MessageDigest.getInstance(name);
                byte[] wanted = Base64.getDecoder().decode(words[1]);
                if (wanted.length == digest.getDigestLength()) {
                    return new UploadChecksum(digest, HexFormat.of().formatHex(wanted));
                }
            }
        } catch (IllegalArgumentException e) {
            // said below
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        throw Problem.badRequest("Upload-Checksum is sha256 or sha1, a space, and the hash in Base64.");
    }

    boolean isGiven() {
        return digest != null;
    }

    void update(byte[] block, int length) {
        if (digest != null) {
            digest.update(block, 0, length);
        }
    }

    /** Refuses bytes that did not arrive as they were sent: 460. */
    void verify() {
        if (digest != null && !HexFormat.of().formatHex(digest.digest()).equals(wanted)) {
            throw new Problem(
                    CHECKSUM_MISMATCH,
                    "The bytes were damaged on their way",
                    "They do not hash to what Upload-Checksum says. None of this request was kept; send it again.");
        }
    }
}
