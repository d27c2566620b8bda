package dev.tallyman.processor;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that work on the volume: sweep, housekeeping, restore, status, rules, identify. */
@Command(name = "tallyman", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
