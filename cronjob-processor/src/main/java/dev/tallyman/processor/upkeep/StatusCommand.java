package dev.tallyman.processor.upkeep;

import dev.tallyman.file.State;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.program.CommandFrame;
import dev.tallyman.program.Program;
import dev.tallyman.program.TerminalText;
import dev.tallyman.volume.Space;
import dev.tallyman.volume.Volume;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tallyman status}: the totals, the states, the last runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {"Shows the totals, the states and the last runs.", ""})
public final class StatusCommand implements Callable<Integer> {
    private static final int RUNS = 10;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = CommandFrame.DATA)
    private Path data;

    @Option(names = "--json", description = "As JSON, with the names of the HTTP summary.")
    private boolean json;

    private final Program program;

    public StatusCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Volume volume = Volume.open(data);
        try (Index index = Index.open(volume, program.clock())) {
            Totals totals = index.catalog().totals();
            List<Run> runs = index.runs().list(null, Long.MAX_VALUE, RUNS);
            if (json) {
                program.out().println(json(totals, volume.space(), runs));
            } else {
                print(totals, volume.space(), runs);
            }
        }
        return 0;
    }

    private static JsonObject json(Totals totals, Space space, List<Run> runs) {
        return totals.json()
                .set("free_bytes", space.free())
                .set(
                        "runs",
                        JsonArray.create(runs.stream().map(StatusCommand::json).toList()))
                .build();
    }

    private static JsonObject json(Run run) {
        JsonObject.Builder json = JsonObject.builder()
                .set("id", Long.toString(run.id()))
                .set("kind", run.kind().label())
                .set("number", run.number())
                .set("state", run.status().label())
                .set("trigger", run.trigger().label())
                .set("requested", run.requested().toString());
        set(json, "started", run.started());
        set(json, "ended", run.ended());
        if (run.exit() != null) {
            json.set("exit", run.exit());
        }
        if (run.message() != null) {
            json.set("message", run.message());
        }
        return json.build();
    }

    private static void set(JsonObject.Builder json, String key, @Nullable Instant time) {
        if (time != null) {
            json.set(key, time.toString());
        }
    }

    private void print(Totals totals, Space space, List<Run> runs) {
        line("files", totals.files(), totals.bytes());
        line("processed", totals.processed(), -1);
        line("stale", totals.stale(), -1);
        line("stale inside", totals.staleDescriptions(), -1);
        line("backlog", totals.backlog().files(), totals.backlog().bytes());
        program.out().println();
        totals.states().forEach((State state, Totals.Count sum) -> line(state.label(), sum.files(), sum.bytes()));
        program.out().println();
        totals.categories().forEach((key, sum) -> line(key.label(), sum.files(), sum.bytes()));
        program.out().println();
        program.out().println(Words.size(space.free()) + " of the volume are free");
        for (Run run : runs) {
            program.out()
                    .printf(
                            "%s  %s %d  %s  %s%n",
                            run.requested(),
                            run.kind().label(),
                            run.number(),
                            run.status().label(),
                            run.message() == null ? "" : TerminalText.text(run.message()));
        }
    }

    private void line(String name, long files, long bytes) {
        program.out().printf("%-12s %12s %12s%n", name, Words.count(files), bytes < 0 ? "" : Words.size(bytes));
    }
}
