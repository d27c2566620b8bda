package dev.tallyman.report.proof;

import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether a report is as it was signed: no file changed, none missing, none added, and the list of them signed by the key
 * whose public half lies beside it.
 *
 * @param faults each on a line; none where all is intact
 * @param files that were looked at
 * @param fingerprint of the key that signed it; empty where there is none
 */
public record ReportProof(List<String> faults, int files, String fingerprint) {
    private static final FilePath KEY = FilePath.of("report-key.pub.pem");

    /** Adds the list, its signature and the public key to a report that is complete but for them. */
    public static void sign(Path report, SigningKey key) throws IOException {
        Files.writeString(KEY.under(report), key.verification().pem());
        Manifest manifest = Manifest.of(report);
        if (!manifest.faults().isEmpty()) {
            throw new IOException(
                    "The report cannot be signed: " + manifest.faults().getFirst());
        }
        byte[] written = manifest.written();
        Files.write(Manifest.NAME.under(report), written);
        Files.write(Manifest.SIGNATURE.under(report), key.sign(written));
    }

    /** The signed report that people mean by its folder, or by the list in it; empty where there is none. */
    public static Optional<Path> report(Path named) {
        Path folder =
                named.endsWith(Manifest.NAME.text()) ? named.toAbsolutePath().getParent() : named;
        return Optional.ofNullable(folder).filter(it -> Files.isRegularFile(Manifest.NAME.under(it)));
    }

    /**
     * Of the report in a folder.
     *
     * @param trusted the key that must have signed it; without one, that whose public half lies in the report
     */
    public static ReportProof of(Path report, Optional<VerificationKey> trusted) throws IOException {
        byte[] written = Files.readAllBytes(Manifest.NAME.under(report));
        Manifest signed = Manifest.of(written);
        Manifest present = Manifest.of(report);
        List<String> faults = new ArrayList<>(signed.faults());
        faults.addAll(present.faults());
        compare(signed.digests(), present.digests(), faults);
        Optional<VerificationKey> key = trusted.isPresent() ? trusted : enclosed(report, faults);
        if (key.isPresent() && !key.get().verifies(written, signature(report))) {
            faults.add(Manifest.NAME.text() + ": is not signed by the key "
                    + key.get().fingerprint());
        }
        return new ReportProof(
                List.copyOf(faults),
                present.digests().size(),
                key.map(VerificationKey::fingerprint).orElse(""));
    }

    private static void compare(
            SortedMap<FilePath, String> signed, SortedMap<FilePath, String> present, List<String> faults) {
        signed.forEach((path, digest) -> {
            String now = present.get(path);
            if (now == null) {
                faults.add(path.text() + ": is missing");
            } else if (!now.isEmpty() && !now.equals(digest)) {
                faults.add(path.text() + ": was changed");
            }
        });
        present.forEach((path, digest) -> {
            if (!digest.isEmpty() && !signed.containsKey(path)) {
                faults.add(path.text() + ": was added");
            }
        });
    }

    private static Optional<VerificationKey> enclosed(Path report, List<String> faults) {
        try {
            return Optional.of(VerificationKey.of(KEY.under(report)));
        } catch (UnusableKeyException e) {
            faults.add(KEY.text() + ": holds no key that the signature can be held against");
            return Optional.empty();
        }
    }

    // None verifies no better than a wrong one.
    private static byte[] signature(Path report) throws IOException {
        try {
            return Files.readAllBytes(Manifest.SIGNATURE.under(report));
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
