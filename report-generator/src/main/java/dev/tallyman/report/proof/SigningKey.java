package dev.tallyman.report.proof;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * What signs reports: an Ed25519 key (RFC 8032), kept in a file of two PEM blocks (RFC 7468). The public one stands there
 * too, since Java cannot make it from the private one.
 */
public record SigningKey(PrivateKey key, VerificationKey verification) {
    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PRIVATE KEY";

    /**
     * From a file that holds both.
     *
     * @throws UnusableKeyException where it does not, or they are no pair
     */
    public static SigningKey of(Path file) throws UnusableKeyException {
        PemFile pem = PemFile.of(file);
        try {
            PrivateKey secret =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pem.block(LABEL)));
            var key = new SigningKey(secret, VerificationKey.of(pem));
            byte[] trial = {1};
            if (!key.verification.verifies(trial, key.sign(trial))) {
                throw new UnusableKeyException(file, "its two keys are no pair", null);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(file, "its private key is another kind", e);
        }
    }

    /** The one in a file that only its owner reads; where there is no file, a new one. */
    public static SigningKey kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return of(file);
    }

    // Of two that are made at once the second stays. What the first has signed holds its public key.
    private static void make(Path file) throws IOException {
        KeyPair pair = pair();
        Path part = Files.createTempFile(file.getParent(), "report-key", ".part");
        try {
            Files.writeString(
                    part,
                    PemFile.block(LABEL, pair.getPrivate().getEncoded()) + new VerificationKey(pair.getPublic()).pem());
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
