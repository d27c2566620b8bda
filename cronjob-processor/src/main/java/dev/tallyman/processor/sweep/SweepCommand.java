package dev.tallyman.processor.sweep;

import dev.tallyman.identification.Identifier;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.processor.rules.GivenSignatures;
import dev.tallyman.program.CommandFrame;
import dev.tallyman.program.Program;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallyman sweep}. */
@Command(
        name = "sweep",
        exitCodeList = {"4:another sweep discovers, and --no-wait was given"},
        mixinStandardHelpOptions = true,
        description = {
            "Finds new, changed and missing files, and classifies all that waits, until nothing is"
                    + " left. Several sweeps at once share the work.",
            ""
        })
public final class SweepCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data folder; created where its parent exists.")
    private Path data;

    @Option(names = "--rules", paramLabel = "FILE", description = CommandFrame.RULES)
    private @Nullable Path rulesFile;

    @Option(
            names = "--policy",
            paramLabel = "P",
            completionCandidates = Policies.class,
            description = "The order: ${COMPLETION-CANDIDATES}. Default: the rules’.")
    private @Nullable String policy;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Files read at once. Default: the processors there are.")
    private @Nullable Integer workers;

    @Option(names = "--no-wait", description = "Exit with 4 where another sweep discovers.")
    private boolean noWait;

    @Option(
            names = "--accept-missing",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Believe it when up to N files are gone. Without it a sweep marks nothing and exits with 3 when"
                            + " more than half and more than 100 are, or files/ is another folder than before.")
    private long acceptMissing;

    private final Program program;

    public SweepCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        Habitat habitat = Habitat.of(program.environment());
        Rules rules = Rules.load(Optional.ofNullable(rulesFile), habitat);
        Identifier identifier = GivenSignatures.identifier(rules);
        Optional<Policy> asked = Optional.ofNullable(policy).map(SweepCommand::policy);
        if (acceptMissing < 0) {
            throw new Program.WrongUsage("--accept-missing counts files; it cannot be less than 0.", null);
        }
        if (workers != null && (workers < 1 || workers > 256)) {
            throw new Program.WrongUsage("--workers is " + workers + "; it can be 1 to 256.", null);
        }
        return ProgramRun.run(
                program,
                habitat == Habitat.CLUSTER ? Volume.mounted(data) : Volume.create(data),
                Run.Kind.SWEEP,
                program.provenance(rules.version(), identifier.detector()),
                task -> new Sweep(task, rules, settings(task.run(), asked, rules), identifier, program.clock()).run());
    }

    /** What {@code --help} lists. */
    static final class Policies extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Policies() {
            super(Arrays.stream(Policy.values()).map(Policy::label).toList());
        }
    }

    private static Policy policy(String label) {
        try {
            return Policy.of(label);
        } catch (IllegalArgumentException e) {
            throw new Program.WrongUsage("--policy: " + e.getMessage(), e);
        }
    }

    // The flag wins, then what was asked for with the run, then the rules.
    private Sweep.Settings settings(Run run, Optional<Policy> asked, Rules rules) {
        Policy wanted = asked.or(() -> Optional.ofNullable(run.policy()).map(Policy::of))
                .orElse(rules.scheduling().policy());
        Integer number = workers == null ? run.workers() : workers;
        return new Sweep.Settings(
                wanted, number == null ? Runtime.getRuntime().availableProcessors() : number, noWait, acceptMissing);
    }
}
