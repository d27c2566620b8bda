package dev.tallyman.ui;

import dev.tallyman.program.CommandFrame;
import java.util.Map;
import picocli.CommandLine.Command;

/** The commands that serve the pages. */
@Command(
        name = "tallyman",
        description = "Takes files in, says what each one is, and reports on all of them.",
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(run(System.getenv(), args));
    }

    /** Runs one command; its exit code, as in the public surface. */
    static int run(Map<String, String> environment, String... args) {
        Logs.configure();
        return CommandFrame.of(new Main(), environment, new ServeCommand(environment), new DemoCommand(environment))
                .execute(args);
    }
}
