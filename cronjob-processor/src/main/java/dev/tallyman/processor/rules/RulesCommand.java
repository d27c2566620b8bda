package dev.tallyman.processor.rules;

import dev.tallyman.program.Program;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallyman rules}: checks a rules file, for CI. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a rules file. Exit 0 and its version, or 2 with the line, what is wrong and what" + " is allowed.",
            ""
        })
public final class RulesCommand implements Callable<Integer> {
    @Option(names = "--check", required = true, paramLabel = "FILE", description = "The rules file.")
    private Path file;

    @Option(names = "--cluster", description = "As on Kubernetes, where the CronJobs hold the schedules.")
    private boolean cluster;

    private final Program program;

    public RulesCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Rules rules = Rules.load(Optional.of(file), cluster ? Habitat.CLUSTER : Habitat.MACHINE);
        GivenSignatures.identifier(rules);
        program.out().println(rules.source() + ": good, version " + rules.version());
        return 0;
    }
}
