package dev.tallyman.identification.pronom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes {@code pronom.tsv} out of a DROID signature file and a container signature file. Run by
 * hand when The National Archives publish newer ones; {@code docs/identification.md} tells how.
 */
final class PronomGenerator {
    private PronomGenerator() {}

    /** Takes the two files and the table to be written. */
    public static void main(String[] args) throws IOException, SignatureFile.Broken {
        Path signatures = Path.of(args[0]);
        Path containers = Path.of(args[1]);
        Pronom.Registry registry = SignatureXml.read(signatures, SignatureFile::read)
                .with(
                        SignatureXml.read(containers, ContainerSignatureFile::read),
                        Pronom.names(signatures, containers));
        Files.writeString(Path.of(args[2]), RegistryTable.write(registry));
    }
}
