package dev.tallyman.report;

import dev.tallyman.index.runs.Run;
import dev.tallyman.program.Program;
import dev.tallyman.report.proof.SigningKey;
import dev.tallyman.report.proof.UnusableKeyException;
import dev.tallyman.rules.Rules;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one report is made with: flags first, then the environment, where a set but empty variable
 * counts as not set.
 *
 * @param namespace on a cluster
 * @param runName from whoever started this program; null when started by hand
 * @param ownLog whether this program writes the run's log itself
 * @param bom whether CSV files begin with a byte order mark
 * @param folders whether each folder at the root gets a report of its own too
 * @param signingKey signs reports in place of the one that the volume keeps
 */
record ReportSettings(
        Path data,
        @Nullable String namespace,
        boolean force,
        @Nullable String runName,
        Run.Trigger trigger,
        Run.Provenance provenance,
        boolean ownLog,
        boolean bom,
        boolean folders,
        @Nullable SigningKey signingKey) {

    static ReportSettings of(
            @Nullable Path data, boolean force, @Nullable Path signingKey, Rules rules, Program program) {
        String folder = data == null ? program.value("TALLYMAN_DATA") : data.toString();
        if (folder == null) {
            throw new Program.WrongUsage("Name the data folder: --data DIR, or set TALLYMAN_DATA.", null);
        }
        return new ReportSettings(
                Path.of(folder),
                program.value("TALLYMAN_NAMESPACE"),
                force || flag(program, "TALLYMAN_FORCE"),
                program.runName(),
                program.trigger(),
                program.provenance(rules.version(), null),
                program.writesOwnLog(),
                rules.report().bom(),
                rules.report().folders(),
                signingKey(signingKey, program));
    }

    private static @Nullable SigningKey signingKey(@Nullable Path flag, Program program) {
        String file = flag == null ? program.value("TALLYMAN_SIGNING_KEY") : flag.toString();
        try {
            return file == null ? null : SigningKey.of(Path.of(file));
        } catch (UnusableKeyException e) {
            throw new Program.WrongUsage(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean flag(Program program, String name) {
        String value = program.value(name);
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Program.WrongUsage(name + " is “" + value + "”; it can be true or false.", null);
        };
    }
}
