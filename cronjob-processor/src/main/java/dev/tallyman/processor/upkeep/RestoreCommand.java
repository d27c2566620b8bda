package dev.tallyman.processor.upkeep;

import dev.tallyman.identification.Identifier;
import dev.tallyman.index.database.Backups;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.program.CommandFrame;
import dev.tallyman.program.Program;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.program.StopSignal;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.Volume;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tallyman restore}: a backup in place of a damaged index, then a look at the volume. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a nightly backup of the index in place of the one there is, which is kept beside"
                    + " it, and brings it in line with the files. Stop every other program first."
                    + " Without BACKUP lists the backups, newest first.",
            ""
        })
public final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = CommandFrame.DATA)
    private Path data;

    @Option(names = "--rules", paramLabel = "FILE", description = CommandFrame.RULES)
    private @Nullable Path rulesFile;

    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "A name from the list.")
    private @Nullable String backup;

    private final Program program;

    public RestoreCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        Volume volume = Volume.open(data);
        Backups backups = new Backups(volume, program.clock());
        if (backup == null) {
            list(backups.list());
            return 0;
        }
        Rules rules = Rules.load(Optional.ofNullable(rulesFile), Habitat.of(program.environment()));
        Backups.Restored restored = backups.restore(backup);
        program.err()
                .println("The index that was there is kept as " + volume.root().relativize(restored.damaged()));
        return ProgramRun.run(
                program,
                volume,
                Run.Kind.RESTORE,
                program.provenance(rules.version(), new Identifier().detector()),
                task -> reconcile(task, rules, restored));
    }

    private void list(List<Backups.Backup> all) {
        if (all.isEmpty()) {
            program.err().println("There is no backup yet: housekeeping makes one each night.");
        }
        for (Backups.Backup one : all) {
            program.out()
                    .printf(
                            "%s  %s  %s%n",
                            one.name(), one.made().truncatedTo(ChronoUnit.SECONDS), Words.size(one.bytes()));
        }
    }

    private static int reconcile(ProgramRun task, Rules rules, Backups.Restored restored) {
        return task.index()
                .discovery()
                .run(rules::rank, _ -> !task.stop().isAsked())
                .map(found -> task.end(
                        task.stop().isSignalled() ? Run.Status.CANCELLED : Run.Status.DONE,
                        task.stop().isSignalled() ? StopSignal.EXIT : 0,
                        "Restored "
                                + restored.from().name()
                                + ": "
                                + Words.files(found.same())
                                + " as it knew them, "
                                + Words.count(found.found())
                                + " new, "
                                + Words.count(found.changed())
                                + " changed, "
                                + Words.count(found.missing())
                                + " missing"))
                .orElseGet(() -> task.end(
                        Run.Status.DONE, 0, "Restored; a sweep that began meanwhile looks at the" + " volume"));
    }
}
