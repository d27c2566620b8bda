package dev.tallyman.report;

import dev.tallyman.index.Index;
import dev.tallyman.index.people.EventProof;
import dev.tallyman.look.Words;
import dev.tallyman.program.Program;
import dev.tallyman.program.TerminalText;
import dev.tallyman.report.data.ReportFolder;
import dev.tallyman.report.proof.ReportProof;
import dev.tallyman.report.proof.UnusableKeyException;
import dev.tallyman.report.proof.VerificationKey;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tallyman verify}: whether a report, and what is written down of who did what, are as they were written. */
@Command(
        name = "verify",
        exitCodeList = {
            "0:all is intact",
            "1:something is not, each fault on a line",
            "2:wrong usage, or nothing there to check"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Checks a report for files that were changed, added or removed since it was signed, and the files of who did"
                    + " what, events-….jsonl, for lines that were changed, cut out, added or moved.",
            "",
            "Of a data folder it checks each report that is kept and all events, none of which may be missing at the end,"
                    + " as the index knows them. Exit 0 when all is intact, 1 when not, with each fault on a line.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR|FILE",
            description = "A report, a data folder, a folder of files of events, or one of them.")
    private Path what = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "The key in PEM that must have signed the report (TALLYMAN_PUBLIC_KEY); otherwise the one that"
                            + " lies in it, and its fingerprint is told.")
    private @Nullable Path publicKey;

    private final Program program;
    private boolean intact = true;

    VerifyCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(what)) {
            throw new Program.WrongUsage(
                    what + " is not there; give a report, a data folder, or a file of events.", null);
        }
        Optional<VerificationKey> trusted = trusted();
        Optional<Path> report = ReportProof.report(what);
        if (report.isPresent()) {
            verify(report.get(), trusted, "");
        } else if (isDataFolder()) {
            try (Index index = Index.open(Volume.open(what), program.clock())) {
                verify(EventProof.of(index.volume().logs(), index.eventFiles().anchors()));
                reports(index.volume().reports(), trusted);
            }
        } else {
            verify(events());
        }
        return intact ? 0 : 1;
    }

    private Optional<VerificationKey> trusted() {
        String file = publicKey == null ? program.value("TALLYMAN_PUBLIC_KEY") : publicKey.toString();
        try {
            return file == null ? Optional.empty() : Optional.of(VerificationKey.of(Path.of(file)));
        } catch (UnusableKeyException e) {
            throw new Program.WrongUsage(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isDataFolder() {
        return Files.isDirectory(what.resolve("logs")) && Files.exists(what.resolve("index/tallyman.db"));
    }

    private void reports(Path reports, Optional<VerificationKey> trusted) throws IOException {
        for (Path report : new ReportFolder(reports).all()) {
            String name = "reports/" + report.getFileName();
            if (ReportProof.report(report).isPresent()) {
                verify(report, trusted, name + "/");
            } else {
                say(name + ": is not signed");
                intact &= trusted.isEmpty();
            }
        }
    }

    private void verify(Path report, Optional<VerificationKey> trusted, String prefix) throws IOException {
        ReportProof proof = ReportProof.of(report, trusted);
        tell(
                proof.faults().stream().map(fault -> prefix + fault).toList(),
                report + ": intact, " + Words.files(proof.files()) + ", signed by the key " + proof.fingerprint());
    }

    private void verify(EventProof proof) {
        tell(
                proof.faults(),
                proof.lines() == 0
                        ? what + ": no events are in files yet; housekeeping writes them each night"
                        : what + ": intact, " + proof.lines() + " lines, the last with the hash " + proof.head());
    }

    private void tell(List<String> faults, String otherwise) {
        faults.forEach(this::say);
        if (faults.isEmpty()) {
            say(otherwise);
        }
        intact &= faults.isEmpty();
    }

    private void say(String line) {
        program.out().println(TerminalText.text(line));
    }

    private EventProof events() throws IOException {
        if (!Files.isDirectory(what)) {
            return EventProof.of(what);
        }
        Path logs = what.resolve("logs");
        Path folder = Files.isDirectory(logs) ? logs : what;
        if (!hasEvents(folder)) {
            throw new Program.WrongUsage(
                    what
                            + " holds neither a signed report nor events-….jsonl; give a report, a data folder, its logs/, or"
                            + " one such file.",
                    null);
        }
        return EventProof.of(folder, List.of());
    }

    private static boolean hasEvents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).matches("events-.*\\.jsonl"));
        }
    }
}
