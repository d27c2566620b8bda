package dev.tallyman.ui;

import dev.tallyman.look.Version;
import dev.tallyman.rules.RulesException;
import dev.tallyman.volume.IntakeException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that serve the pages. */
@Command(
        name = "tallyman",
        description = "Takes files in, says what each one is, and reports on all of them.",
        mixinStandardHelpOptions = true)
public final class Main {
    private static final int INTERRUPTED = 130;

    private Main() {}

    public static void main(String... args) {
        System.exit(run(System.getenv(), args));
    }

    /** Runs one command; its exit code, as in the public surface. */
    static int run(Map<String, String> environment, String... args) {
        Logs.configure();
        CommandLine command = new CommandLine(new Main())
                .addSubcommand(new Serve(environment))
                .addSubcommand(new Demo(environment));
        String version = Version.of(environment).toString();
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(one -> one.getCommandSpec().version(version));
        return command.setDefaultValueProvider(new FlagVariables(environment))
                .setExecutionExceptionHandler((e, failed, _) -> explain(e, failed))
                .execute(args);
    }

    private static int explain(Exception e, CommandLine command) {
        return switch (e) {
            case IntakeException.Unusable unusable -> say(command, unusable, 3);
            case IntakeException.Full full -> say(command, full, 3);
            case RulesException rules -> say(command, rules, 2);
            case CommandLine.ParameterException usage -> say(command, usage, 2);
            case InterruptedException _ -> INTERRUPTED;
            default -> {
                e.printStackTrace(command.getErr());
                yield 1;
            }
        };
    }

    private static int say(CommandLine command, Exception e, int exit) {
        command.getErr().println("tallyman: " + e.getMessage());
        return exit;
    }
}
