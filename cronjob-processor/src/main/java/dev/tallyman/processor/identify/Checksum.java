package dev.tallyman.processor.identify;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Checksums that Siegfried and DROID write beside an answer. */
enum Checksum {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA256("SHA-256"),
    SHA512("SHA-512");

    private final String algorithm;

    Checksum(String algorithm) {
        this.algorithm = algorithm;
    }

    /** As Siegfried calls it, and {@code --hash}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of all that a file holds, in hexadecimal; empty where it cannot be read. */
    String of(RawName name) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return name.digest(digest) ? HexFormat.of().formatHex(digest.digest()) : "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            return "";
        }
    }
}
