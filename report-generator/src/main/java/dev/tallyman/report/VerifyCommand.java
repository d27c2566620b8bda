package dev.tallyman.report;

import dev.tallyman.index.Index;
import dev.tallyman.index.people.EventProof;
import dev.tallyman.program.Program;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tallyman verify}: whether the files of who did what are as they were written. */
@Command(
        name = "verify",
        exitCodeList = {
            "0:all is intact",
            "1:something is not, each fault on a line",
            "2:wrong usage, or nothing there to check"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Checks the files of who did what, events-….jsonl, for lines that were changed, cut out, added or moved.",
            "",
            "Of a data folder it checks also that none is missing at the end, as the index knows them. Exit 0"
                    + " when all is intact, 1 when not, with each fault on a line.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR|FILE", description = "A data folder, a folder of such files, or one of them.")
    private Path what = Path.of("");

    private final Program program;

    VerifyCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(what)) {
            throw new Program.WrongUsage(what + " is not there; give a data folder, or a file of events.", null);
        }
        EventProof proof = proof();
        proof.faults().forEach(program.out()::println);
        if (!proof.faults().isEmpty()) {
            return 1;
        }
        program.out()
                .println(
                        proof.lines() == 0
                                ? what + ": no events are in files yet; housekeeping writes them each night"
                                : what + ": intact, " + proof.lines() + " lines, the last with the hash "
                                        + proof.head());
        return 0;
    }

    private EventProof proof() throws IOException {
        if (!Files.isDirectory(what)) {
            return EventProof.of(what);
        }
        Path logs = what.resolve("logs");
        if (Files.isDirectory(logs) && Files.exists(what.resolve("index").resolve("tallyman.db"))) {
            try (Index index = Index.open(Volume.open(what), program.clock())) {
                return EventProof.of(logs, index.eventFiles().anchors());
            }
        }
        Path folder = Files.isDirectory(logs) ? logs : what;
        if (!hasEvents(folder)) {
            throw new Program.WrongUsage(
                    what + " holds no events-….jsonl; give a data folder, its logs/, or one such file.", null);
        }
        return EventProof.of(folder, List.of());
    }

    private static boolean hasEvents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).matches("events-.*\\.jsonl"));
        }
    }
}
