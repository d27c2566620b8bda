package dev.tallyman.identification.pronom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes {@code pronom.tsv} out of a DROID signature file. Run by hand when The National Archives
 * publish a newer one; {@code docs/identification.md} tells how.
 */
final class Generator {
    private Generator() {}

    /** Takes the signature file and the table to be written. */
    public static void main(String[] args) throws IOException, SignatureFile.Broken {
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            Files.writeString(Path.of(args[1]), RegistryTable.write(SignatureFile.read(in)));
        }
    }
}
