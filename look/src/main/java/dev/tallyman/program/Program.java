package dev.tallyman.program;

import dev.tallyman.index.runs.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has from outside: time, environment, streams.
 *
 * @param out answers
 * @param err the log and complaints
 */
public record Program(Map<String, String> environment, InstantSource clock, PrintStream out, PrintStream err) {
    /** An environment variable; set but empty counts as not set. */
    @Nullable
    public String value(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The name under which somebody asked for this run; null when started by hand. */
    @Nullable
    public String runName() {
        String local = value("TALLYMAN_RUN_NAME");
        return local == null ? value("TALLYMAN_JOB") : local;
    }

    /** A local child's output goes into the run's log by itself. */
    public boolean writesOwnLog() {
        return value("TALLYMAN_RUN_NAME") == null;
    }

    public Run.Trigger trigger() {
        String value = value("TALLYMAN_TRIGGER");
        if (value == null) {
            return Run.Trigger.COMMAND;
        }
        try {
            return Run.Trigger.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(
                    "TALLYMAN_TRIGGER is “" + value + "”; it can be schedule, click, upload or command.", e);
        }
    }

    public Run.Provenance provenance(@Nullable String rules, @Nullable String detector) {
        return new Run.Provenance(
                value("TALLYMAN_JOB"),
                value("TALLYMAN_POD"),
                value("TALLYMAN_NODE"),
                value("TALLYMAN_IMAGE"),
                value("TALLYMAN_REVISION"),
                rules,
                detector);
    }

    /** True when the log goes to a terminal, where a line of progress may be written over. */
    public boolean onTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /** Flags or variables that cannot be used: exit 2. */
    public static final class WrongUsage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public WrongUsage(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
