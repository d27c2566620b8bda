package dev.tallyman.processor.sweep;

import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.program.ProgramLog;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Says what became of each file, in the log on the volume: all of the first ones, then only what
 * people should know. The first failures are for everybody; how many there are, the progress says.
 */
final class OutcomeLog {
    private static final long ALL = 2_000;
    private static final long FAILURES = 20;

    private final ProgramLog log;
    private final int attempts;
    private final AtomicLong plain = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    OutcomeLog(ProgramLog log, int attempts) {
        this.log = log;
        this.attempts = attempts;
    }

    void done(Outcome outcome) {
        String who = "worker " + (outcome.worker() + 1);
        String path = outcome.claim().path().text();
        switch (outcome.verdict()) {
            case Outcome.Classified classified -> {
                Identification what = classified.identification();
                boolean remarkable = what.mismatch() || !what.risks().isEmpty();
                long number = remarkable ? 0 : plain.incrementAndGet();
                if (number <= ALL) {
                    log.detail(who, path + ": " + said(what));
                } else if (number == ALL + 1) {
                    log.detail(who, "From here on only files that are remarkable or failed");
                }
            }
            case Outcome.Failed(String reason) -> {
                String again = outcome.claim().attempt() >= attempts
                        ? " It needs you: no sweep tries it again."
                        : " The next sweep tries again.";
                String said = path + ": " + reason + again;
                if (failed.incrementAndGet() <= FAILURES) {
                    log.note(who, said);
                } else {
                    log.detail(who, said);
                }
            }
            case Outcome.Gone _ -> log.detail(who, path + ": gone from the disk");
        }
    }

    private static String said(Identification what) {
        String kind = what.category().label() + ", ";
        String format = what.format() == null ? what.mime() : what.format();
        String mismatch = what.mismatch() && what.nameSays() != null ? "; its name says " + what.nameSays() : "";
        String risks = what.risks().isEmpty()
                ? ""
                : what.risks().stream().map(Risk::label).sorted().collect(Collectors.joining(", ", "; ", ""));
        return kind + format + mismatch + risks;
    }
}
