package dev.tallyman.report.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with keys as text: RFC 7468. */
record PemFile(Path path, String text) {
    private static final int MOST = 1 << 16;

    static PemFile of(Path path) throws UnusableKeyException {
        try (InputStream in = Files.newInputStream(path)) {
            return new PemFile(path, new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new UnusableKeyException(path, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new UnusableKeyException(path, "this user may not read it", e);
        } catch (IOException e) {
            throw new UnusableKeyException(path, String.valueOf(e.getMessage()), e);
        }
    }

    /** What stands in the first block of this label. */
    byte[] block(String label) throws UnusableKeyException {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new UnusableKeyException(path, "it holds no “BEGIN " + label + "”", null);
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw new UnusableKeyException(path, "its “" + label + "” is damaged", e);
        }
    }

    static String block(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
