package dev.tallyman.processor;

import dev.tallyman.look.Version;
import dev.tallyman.processor.identify.IdentifyCommand;
import dev.tallyman.rules.RulesException;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.BadPathException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands that work on the volume: sweep, housekeeping, restore, status, rules, identify. */
@Command(name = "tallyman", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class Main {
    static final String DATA = "The data folder.";
    static final String RULES = "The rules file. Default: /etc/tallyman/rules.yaml where there is one, else built-in.";

    private Main() {}

    public static void main(String... args) {
        System.exit(commandLine(new Program(System.getenv(), InstantSource.system(), System.out, System.err))
                .execute(args));
    }

    static CommandLine commandLine(Program program) {
        CommandLine command = new CommandLine(new Main())
                .addSubcommand(new SweepCommand(program))
                .addSubcommand(new HousekeepingCommand(program))
                .addSubcommand(new RestoreCommand(program))
                .addSubcommand(new StatusCommand(program))
                .addSubcommand(new RulesCommand(program))
                .addSubcommand(new IdentifyCommand());
        String version = Version.of(program.environment()).toString();
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(one -> one.getCommandSpec().version(version));
        return command.setExpandAtFiles(false) // @ may begin a file's name
                .setDefaultValueProvider(argument -> fromEnvironment(argument, program.environment()))
                .setExecutionExceptionHandler((e, _, _) -> exitCode(program, e));
    }

    // Empty counts as not set: https://picocli.info/#_default_provider treats null as no default.
    private static @Nullable String fromEnvironment(ArgSpec argument, Map<String, String> environment) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String flag = option.longestName().replaceFirst("^-+", "").replace('-', '_');
        String value = environment.get("TALLYMAN_" + flag.toUpperCase(Locale.ROOT));
        return value == null || value.isEmpty() ? null : value;
    }

    private static int exitCode(Program program, Exception e) {
        switch (e) {
            case IntakeException _, BadPathException _, RulesException _, Program.WrongUsage _ ->
                program.err().println("tallyman: " + Terminal.text("" + e.getMessage()));
            default -> e.printStackTrace(program.err());
        }
        return switch (e) {
            case IntakeException.NotFound _, BadPathException _ -> 2;
            case RulesException _, Program.WrongUsage _ -> 2;
            case IntakeException _ -> 3;
            default -> 1;
        };
    }
}
