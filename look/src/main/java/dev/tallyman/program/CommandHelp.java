package dev.tallyman.program;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What every command says of itself alike: its exit codes, its variables, and what was wrong with its arguments. */
final class CommandHelp {
    private CommandHelp() {}

    /** Adds the exit codes that the command does not tell otherwise, and how a flag is a variable. */
    static void complete(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done");
        codes.put("1", "an unexpected failure");
        codes.put("2", "wrong usage or bad configuration");
        codes.put("3", "the volume or the index cannot be used");
        codes.putAll(usage.exitCodeList());
        codes.put("130, 143", "stopped by a signal");
        codes.values().removeIf(String::isEmpty);
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        if (command.options().stream().anyMatch(option -> !option.usageHelp() && !option.versionHelp())) {
            usage.footer(
                    "", "Every flag is an environment variable too, and the flag wins: --rules is TALLYMAN_RULES.");
        }
    }

    /** Says what is wrong and where more is told; the whole help would push it off the screen. */
    static int wrongUsage(ParameterException e) {
        CommandLine failed = e.getCommandLine();
        PrintWriter err = failed.getErr();
        String command = failed.getCommandSpec().qualifiedName();
        err.println(command + ": " + TerminalText.text("" + e.getMessage()));
        if (e instanceof MissingParameterException missing
                && !variables(missing).isEmpty()) {
            err.println("Give it, or set " + variables(missing) + ".");
        }
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("“" + command + " --help” tells more.");
        return CommandFrame.USAGE;
    }

    private static String variables(MissingParameterException missing) {
        return missing.getMissing().stream()
                .filter(OptionSpec.class::isInstance)
                .map(option -> CommandFrame.variable(((OptionSpec) option).longestName()))
                .collect(Collectors.joining(", "));
    }
}
