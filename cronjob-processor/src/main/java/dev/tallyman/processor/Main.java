package dev.tallyman.processor;

import dev.tallyman.processor.identify.IdentifyCommand;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands that work on the volume: sweep, housekeeping, restore, status, rules, identify. */
@Command(
        name = "tallyman",
        mixinStandardHelpOptions = true,
        subcommands = {IdentifyCommand.class})
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Main())
                .setExpandAtFiles(false) // @ may begin a file's name
                .setDefaultValueProvider(argument -> fromEnvironment(argument, environment));
    }

    // Empty counts as not set: https://picocli.info/#_default_provider treats null as no default.
    private static @Nullable String fromEnvironment(
            ArgSpec argument, Map<String, String> environment) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String flag = option.longestName().replaceFirst("^-+", "").replace('-', '_');
        String value = environment.get("TALLYMAN_" + flag.toUpperCase(Locale.ROOT));
        return value == null || value.isEmpty() ? null : value;
    }
}
