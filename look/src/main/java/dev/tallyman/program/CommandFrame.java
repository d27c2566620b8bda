package dev.tallyman.program;

import dev.tallyman.look.Version;
import dev.tallyman.rules.RulesException;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.BadPathException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The command line of a program: its version, an environment variable for every flag, and an exit
 * code for whatever a command throws.
 */
public final class CommandFrame {
    /** What {@code --data} is, where the folder must be there already. */
    public static final String DATA = "The data folder.";

    /** What {@code --rules} is. */
    public static final String RULES =
            "The rules file. Default: /etc/tallyman/rules.yaml where there is one, else built-in.";

    private static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    private static final int UNUSABLE = 3;
    private static final int INTERRUPTED = 130;

    private CommandFrame() {}

    /** The command line of a program with these commands. */
    public static CommandLine of(Object main, Map<String, String> environment, Object... commands) {
        CommandLine line = new CommandLine(main);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        String version = Version.of(environment).toString();
        line.getCommandSpec().version(version);
        line.getSubcommands().values().forEach(one -> {
            one.getCommandSpec().version(version);
            CommandHelp.complete(one.getCommandSpec());
        });
        return PlainValues.register(line)
                .setDefaultValueProvider(new Variables(environment))
                .setParameterExceptionHandler((e, _) -> CommandHelp.wrongUsage(e))
                .setExecutionExceptionHandler((e, failed, _) -> exitCode(e, failed));
    }

    private static int exitCode(Exception e, CommandLine failed) {
        int exit = exitCode(e);
        if (exit == UNEXPECTED) {
            e.printStackTrace(failed.getErr());
        } else if (exit != INTERRUPTED) {
            failed.getErr().println("tallyman: " + TerminalText.text("" + e.getMessage()));
        }
        return exit;
    }

    private static int exitCode(Exception e) {
        return switch (e) {
            case IntakeException.NotFound _, BadPathException _ -> USAGE;
            case RulesException _, Program.WrongUsage _, ParameterException _ -> USAGE;
            case IntakeException _ -> UNUSABLE;
            case InterruptedException _ -> INTERRUPTED;
            default -> UNEXPECTED;
        };
    }

    /** A flag's environment variable: {@code --health-port} is {@code TALLYMAN_HEALTH_PORT}. */
    static String variable(String flag) {
        return "TALLYMAN_" + flag.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Every flag's variable: the flag wins; one that is set but empty counts as not set. */
    private record Variables(Map<String, String> environment) implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
                return null;
            }
            String value = environment.get(variable(option.longestName()));
            return value == null || value.isEmpty() ? null : value;
        }
    }
}
