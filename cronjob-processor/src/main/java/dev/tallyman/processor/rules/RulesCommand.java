package dev.tallyman.processor.rules;

import dev.tallyman.processor.identify.ReportedFile;
import dev.tallyman.program.Program;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallyman rules}: checks a rules file, or says what a change of it would do. */
@Command(
        name = "rules",
        exitCodeList = {
            "0:the file is good; with --diff: nothing would change",
            "1:with --diff: something would change; else an unexpected failure",
            "3:with --against DIR: the volume or the index cannot be used"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Checks a rules file: exit 0 and its version, or 2 with the line, what is wrong and what is allowed.",
            "",
            "With --diff says what a change would do without doing it: which files would get another"
                    + " category or priority, would be refused or taken, would be purged or kept. Exit 0"
                    + " when nothing would change, 1 when something would.",
            ""
        })
public final class RulesCommand implements Callable<Integer> {
    @Option(names = "--check", paramLabel = "FILE", description = "The rules file.")
    private @Nullable Path file;

    @Option(names = "--diff", arity = "2", paramLabel = "FILE", description = "The rules file before and after.")
    private List<Path> diff = List.of();

    @Option(
            names = "--against",
            paramLabel = "files.csv.gz|DIR",
            description = "A report’s table of all files, or a data folder, where the trash counts too.")
    private @Nullable Path against;

    @Option(names = "--json", description = "The differences as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "The differences as Markdown, for a pull request.")
    private boolean markdown;

    @Option(names = "--cluster", description = "As on Kubernetes, where the CronJobs hold the schedules.")
    private boolean cluster;

    private final Program program;

    public RulesCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        if ((file == null) == diff.isEmpty()) {
            throw new Program.WrongUsage("Give either --check FILE or --diff OLD NEW --against FILES.", null);
        }
        if (file != null) {
            Rules rules = load(file);
            GivenSignatures.identifier(rules);
            rules.access().warning().ifPresent(warning -> program.err().println(rules.source() + ": " + warning));
            program.out().println(rules.source() + ": good, version " + rules.version());
            return 0;
        }
        if (diff.size() != 2 || against == null || !Files.exists(against) || (json && markdown)) {
            throw new Program.WrongUsage(
                    "--diff takes two rules files, --against a files.csv.gz or a data folder that is there, and at"
                            + " most one of --json and --markdown.",
                    null);
        }
        return preview(load(diff.getFirst()), load(diff.getLast()), against);
    }

    private Rules load(Path path) {
        return Rules.load(Optional.of(path), cluster ? Habitat.CLUSTER : Habitat.MACHINE);
    }

    private int preview(Rules old, Rules now, Path files) throws IOException {
        var preview = new RulesPreview(
                new RulesDifference(old, now, program.clock().instant()),
                GivenSignatures.identifier(now),
                program.clock());
        PreviewForm form = json
                ? new PreviewForm.Json(program.out(), old.version(), now.version())
                : markdown
                        ? new PreviewForm.Markdown(program.out(), old.version(), now.version())
                        : new PreviewForm.Text(program.out());
        Map<RulesDifference.What, Long> counts = PreviewForm.none();
        try {
            long asked = preview.against(files, change -> {
                counts.merge(change.what(), 1L, Long::sum);
                form.change(change);
            });
            form.end(asked, counts);
        } catch (ReportedFile.NoReport e) {
            throw new Program.WrongUsage(String.valueOf(e.getMessage()), e);
        }
        return counts.values().stream().allMatch(count -> count == 0) ? 0 : 1;
    }
}
