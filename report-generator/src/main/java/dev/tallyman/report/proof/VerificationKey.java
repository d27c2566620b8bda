package dev.tallyman.report.proof;

import dev.tallyman.volume.disk.ContentHash;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** The public half of a {@link SigningKey}: RFC 8410 in PEM. */
public record VerificationKey(PublicKey key) {
    private static final String LABEL = "PUBLIC KEY";

    /**
     * From a file.
     *
     * @throws UnusableKeyException where it holds none
     */
    public static VerificationKey of(Path file) throws UnusableKeyException {
        return of(PemFile.of(file));
    }

    static VerificationKey of(PemFile pem) throws UnusableKeyException {
        try {
            return new VerificationKey(KeyFactory.getInstance(SigningKey.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(pem.block(LABEL))));
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(pem.path(), "its public key is another kind", e);
        }
    }

    String pem() {
        return PemFile.block(LABEL, key.getEncoded());
    }

    /** The SHA-256 of its DER form in hex, by which people compare keys. */
    public String fingerprint() {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(key.getEncoded()));
    }

    boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(SigningKey.ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // it is not even the form of one
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
