package dev.tallyman.processor.identify;

import dev.tallyman.identification.Identifier;
import dev.tallyman.identification.pronom.Pronom;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code identify} that ask for the form of another tool of digital preservation. */
final class PreservationOptions {
    @Option(names = "--sf", description = "Siegfried's CSV, with PRONOM's names.")
    boolean sf;

    @Option(names = "--sf-yaml", description = "Siegfried's YAML, with PRONOM's names and every format left over.")
    boolean sfYaml;

    @Option(names = "--droid", description = "DROID's CSV, with PRONOM's names.")
    boolean droid;

    @Option(
            names = "--hash",
            paramLabel = "ALGORITHM",
            description = "With --sf, --sf-yaml or --droid a checksum of each file: md5, sha1, sha256 or sha512.")
    private @Nullable String hash;

    /** Whether any of these forms is asked for. */
    boolean any() {
        return sf || sfYaml || droid;
    }

    /** What is wrong with {@code --hash}, or null. */
    @Nullable
    String wrongHash() {
        if (hash == null) {
            return null;
        }
        return !any()
                ? "--hash goes with --sf, --sf-yaml or --droid."
                : checksum() == null ? "--hash takes md5, sha1, sha256 or sha512." : null;
    }

    /** The checksum that is asked for, or null. */
    @Nullable
    Checksum checksum() {
        return Arrays.stream(Checksum.values())
                .filter(one -> one.label().equals(hash))
                .findFirst()
                .orElse(null);
    }

    /** The form that is asked for, or null. */
    @Nullable
    PreservationForm form(Identifier identifier, ZonedDateTime now) {
        if (sfYaml) {
            return new SiegfriedYaml(checksum(), now.getZone(), scan(identifier, now));
        }
        return sf
                ? new SiegfriedCsv(checksum(), now.getZone())
                : droid ? new DroidCsv(checksum(), now.getZone()) : null;
    }

    private static SiegfriedYaml.Scan scan(Identifier identifier, ZonedDateTime now) {
        Pronom.Source source = identifier.pronom();
        String date = now.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        String created = source.created().replaceFirst("(T[\\d:.]+)$", "$1Z");
        return new SiegfriedYaml.Scan(date, identifier.detector(), created.isEmpty() ? date : created, source.files());
    }
}
