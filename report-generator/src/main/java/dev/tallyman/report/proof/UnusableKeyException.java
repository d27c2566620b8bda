package dev.tallyman.report.proof;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that should hold a key holds none that can be used. */
public final class UnusableKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(Path file, String reason, @Nullable Throwable cause) {
        super(
                file + " holds no Ed25519 key that can be used: " + reason + ". openssl genpkey -algorithm ed25519 -out"
                        + " key.pem && openssl pkey -in key.pem -pubout >> key.pem makes one with both of its halves.",
                cause);
    }
}
