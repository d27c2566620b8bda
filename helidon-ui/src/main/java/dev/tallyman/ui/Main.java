package dev.tallyman.ui;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that serve the pages. */
@Command(name = "tallyman", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
