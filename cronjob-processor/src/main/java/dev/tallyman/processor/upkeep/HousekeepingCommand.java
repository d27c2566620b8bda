package dev.tallyman.processor.upkeep;

import dev.tallyman.index.runs.Run;
import dev.tallyman.program.CommandFrame;
import dev.tallyman.program.Program;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallyman housekeeping}. */
@Command(
        name = "housekeeping",
        mixinStandardHelpOptions = true,
        description = {
            "Purges what is past its retention, removes unfinished uploads, old reports and logs,"
                    + " proves the index whole and backs it up, and reads some files again to see"
                    + " that they still hold what they held.",
            ""
        })
public final class HousekeepingCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = CommandFrame.DATA)
    private Path data;

    @Option(names = "--rules", paramLabel = "FILE", description = CommandFrame.RULES)
    private @Nullable Path rulesFile;

    private final Program program;

    public HousekeepingCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        Rules rules = Rules.load(Optional.ofNullable(rulesFile), Habitat.of(program.environment()));
        Volume volume = Volume.open(data);
        try {
            return run(volume, rules);
        } catch (IntakeException.Full e) {
            // Not even the index could be opened, which knows what else may go.
            if (Housekeeping.free(volume, rules, program.clock()) == 0) {
                throw e;
            }
            return run(volume, rules);
        }
    }

    private int run(Volume volume, Rules rules) throws InterruptedException {
        return ProgramRun.run(
                program,
                volume,
                Run.Kind.HOUSEKEEPING,
                program.provenance(rules.version(), null),
                task -> new Housekeeping(task, rules, program.clock()).run());
    }
}
