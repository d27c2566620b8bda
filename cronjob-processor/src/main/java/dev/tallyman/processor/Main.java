package dev.tallyman.processor;

import dev.tallyman.processor.identify.IdentifyCommand;
import dev.tallyman.processor.rules.RulesCommand;
import dev.tallyman.processor.sweep.SweepCommand;
import dev.tallyman.processor.upkeep.HousekeepingCommand;
import dev.tallyman.processor.upkeep.RestoreCommand;
import dev.tallyman.processor.upkeep.StatusCommand;
import dev.tallyman.program.CommandFrame;
import dev.tallyman.program.Program;
import java.time.InstantSource;
import picocli.CommandLine.Command;

/** The commands that work on the volume: sweep, housekeeping, restore, status, rules, identify. */
@Command(name = "tallyman", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String... args) {
        var program = new Program(System.getenv(), InstantSource.system(), System.out, System.err);
        System.exit(CommandFrame.of(
                        new Main(),
                        program.environment(),
                        new SweepCommand(program),
                        new HousekeepingCommand(program),
                        new RestoreCommand(program),
                        new StatusCommand(program),
                        new RulesCommand(program),
                        new IdentifyCommand())
                .setExpandAtFiles(false) // @ may begin a file's name
                .execute(args));
    }
}
