package dev.tallyman.report;

import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramLog;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportFolder;
import dev.tallyman.report.data.ReportHead;
import dev.tallyman.report.proof.ReportProof;
import dev.tallyman.report.proof.SigningKey;
import dev.tallyman.report.proof.UnusableKeyException;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of this program: takes its row in the index, makes a report or keeps the last one, and
 * says how it ended. Until the folder is complete nobody sees any of it.
 */
final class Reporter {
    /** Changes when the same index would give another report. */
    private static final String LAYOUT = "4";

    private final Index index;
    private final ReportSettings settings;
    private final InstantSource clock;
    private final ProgramLog log;
    private final AtomicBoolean stopped;
    private final ReportFolder folder;

    /** What came of it. */
    sealed interface Result {
        int exit();

        String message();

        /** A new report. */
        record Made(Path folder, String message) implements Result {
            @Override
            public int exit() {
                return 0;
            }
        }

        /** The last report still tells it all. */
        record Kept(String message) implements Result {
            @Override
            public int exit() {
                return 0;
            }
        }
    }

    /** Somebody wants this program to end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Reporter(Index index, ReportSettings settings, InstantSource clock, ProgramLog log, AtomicBoolean stopped) {
        this.clock = clock;
        this.index = index;
        this.settings = settings;
        this.log = log;
        this.stopped = stopped;
        this.folder = new ReportFolder(index.volume().reports());
    }

    Result run() throws IOException {
        try (Slot slot = Slot.take(index.volume())) {
            Run run = index.runs()
                    .start(Run.Kind.REPORT, settings.trigger(), settings.runName(), slot, settings.provenance());
            if (settings.ownLog()) {
                log.alsoTo(index.volume().log(run.id()));
            }
            return run(run);
        }
    }

    private Result run(Run run) throws IOException {
        try {
            Result result = result(run);
            log.say("report", result.message());
            index.runs().end(run.id(), Run.Status.DONE, result.exit(), result.message());
            return result;
        } catch (Stopped e) {
            giveUp(run, Run.Status.CANCELLED, 143, "Stopped; nothing half-made is left");
            throw e;
        } catch (IOException | RuntimeException e) {
            boolean full = IntakeException.Full.isBehind(e);
            boolean ours = full || e instanceof IntakeException;
            giveUp(
                    run,
                    Run.Status.FAILED,
                    ours ? 3 : 1,
                    full
                            ? "The volume is full; the report was not made, the last one still stands. Free space, then try again"
                            : String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void giveUp(Run run, Run.Status status, int exit, String message) {
        try {
            folder.giveUp(run.id());
            index.runs().end(run.id(), status, exit, message);
        } catch (IOException | RuntimeException e) {
            log.say("report", "Could not tidy up: " + e.getMessage() + ". The next report does.");
        }
    }

    private Result result(Run run) throws IOException {
        return index.report(data -> {
            String fingerprint = fingerprint(data);
            Optional<PreviousReport> previous = folder.latest().flatMap(PreviousReport::of);
            boolean same = previous.filter(p -> p.fingerprint().equals(fingerprint) && p.complete())
                    .isPresent();
            if (same && !settings.force()) {
                return new Result.Kept("Nothing changed since Report "
                        + Words.count(previous.orElseThrow().number())
                        + "; kept");
            }
            return make(run, data, fingerprint, previous.filter(PreviousReport::comparable));
        });
    }

    private String fingerprint(ReportData data) {
        Run.Provenance where = settings.provenance();
        return data.fingerprint() + "-" + LAYOUT + "-" + where.rules();
    }

    private Result make(Run run, ReportData data, String fingerprint, Optional<PreviousReport> previous)
            throws IOException {
        log.say(
                "report",
                "Report "
                        + Words.count(run.number())
                        + " on "
                        + Words.files(data.totals().files())
                        + previous.map(p -> ", compared with Report " + Words.count(p.number()))
                                .orElse(", the first"));
        try {
            return build(run, data, fingerprint, previous);
        } catch (PreviousReport.Damaged e) {
            log.say("report", e.getMessage() + "; this one is made without comparing");
            return build(run, data, fingerprint, Optional.empty());
        }
    }

    private Result build(Run run, ReportData data, String fingerprint, Optional<PreviousReport> previous)
            throws IOException {
        Instant began = clock.instant();
        Volume volume = index.volume();
        index.runs().reap();
        Path part = folder.begin(
                run.id(),
                id -> id != run.id()
                        && index.runs()
                                .find(id)
                                .filter(r -> r.status() == Run.Status.RUNNING)
                                .isPresent());
        var writer = new ReportWriter(data, volume, settings.bom(), this::goOn, clock);
        var head = new ReportHead(volume.intake(settings.namespace()), true, run.number(), data.at());
        var origin = new ReportModel.Origin(run, fingerprint, previous);
        Totals totals = writer.write(
                part, head, origin, files -> at(run, files, data.totals().files()));
        SigningKey key = signingKey();
        if (settings.folders()) {
            writer.folders(part, head, origin, key, left -> log.say("report", left));
        }
        ReportProof.sign(part, key);
        at(run, totals.files(), totals.files());
        Path done = folder.publish(run.id());
        return new Result.Made(
                done,
                "Report "
                        + Words.count(run.number())
                        + " on "
                        + Words.files(totals.files())
                        + " made in "
                        + Words.duration(Duration.between(began, clock.instant())));
    }

    private SigningKey signingKey() throws IOException {
        SigningKey given = settings.signingKey();
        Path kept = index.volume().index().resolve("report-key.pem");
        try {
            return given == null ? SigningKey.kept(kept) : given;
        } catch (UnusableKeyException e) {
            throw new IntakeException.Unusable(
                    e.getMessage() + " Without the file the next report makes a new one.", e);
        }
    }

    private void goOn() {
        if (stopped.get()) {
            throw new Stopped();
        }
    }

    private void at(Run run, long files, long of) {
        goOn();
        if (files > 0 && files < of) {
            log.say("report", Words.count(files) + " of " + Words.files(of));
            index.runs()
                    .progress(
                            run.id(),
                            new Run.Counts(0, 0, 0, 0, 0, 0, 0, of),
                            Words.count(files) + " of " + Words.files(of));
        }
    }
}
