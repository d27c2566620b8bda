package dev.tallyman.report;

import dev.tallyman.index.runs.Run;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one report is made with: flags first, then the environment, where a set but empty variable
 * counts as not set.
 *
 * @param namespace on a cluster
 * @param runName from whoever started this program; null when started by hand
 * @param ownLog whether this program writes the run's log itself
 */
public record ReportSettings(
        Path data,
        @Nullable String namespace,
        boolean force,
        @Nullable String runName,
        Run.Trigger trigger,
        Run.Provenance provenance,
        boolean ownLog) {

    /** A flag or variable that cannot be used: exit 2. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static ReportSettings of(@Nullable Path data, boolean force, String rules, Map<String, String> env) {
        String folder = data == null ? value(env, "TALLYMAN_DATA") : data.toString();
        if (folder == null) {
            throw new Wrong("Name the data folder: --data DIR, or set TALLYMAN_DATA.");
        }
        String local = value(env, "TALLYMAN_RUN_NAME");
        String job = value(env, "TALLYMAN_JOB");
        return new ReportSettings(
                Path.of(folder),
                value(env, "TALLYMAN_NAMESPACE"),
                force || flag(env, "TALLYMAN_FORCE"),
                local == null ? job : local,
                trigger(env),
                new Run.Provenance(
                        job,
                        value(env, "TALLYMAN_POD"),
                        value(env, "TALLYMAN_NODE"),
                        value(env, "TALLYMAN_IMAGE"),
                        value(env, "TALLYMAN_REVISION"),
                        rules,
                        null),
                local == null);
    }

    static @Nullable String value(Map<String, String> env, String name) {
        String value = env.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static boolean flag(Map<String, String> env, String name) {
        String value = value(env, name);
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Wrong(name + " is “" + value + "”; it can be true or false.");
        };
    }

    private static Run.Trigger trigger(Map<String, String> env) {
        String value = value(env, "TALLYMAN_TRIGGER");
        try {
            return value == null ? Run.Trigger.COMMAND : Run.Trigger.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Wrong("TALLYMAN_TRIGGER is “" + value + "”; it can be schedule, click, upload or command.");
        }
    }
}
