package dev.tallyman.report;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that renders a report. */
@Command(name = "tallyman", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
