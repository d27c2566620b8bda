package dev.tallyman.processor.sweep;

import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.program.ProgramLog;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Says what became of each file: all of the first ones, then only what people should know. */
final class OutcomeLog {
    private static final long ALL = 2_000;

    private final ProgramLog log;
    private final int attempts;
    private final AtomicLong plain = new AtomicLong();

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
                    log.note(who, path + ": " + said(what));
                } else if (number == ALL + 1) {
                    log.note(who, "From here on only files that are remarkable or failed");
                }
            }
            case Outcome.Failed(String reason) ->
                log.note(
                        who,
                        path
                                + ": "
                                + reason
                                + (outcome.claim().attempt() >= attempts
                                        ? " It needs you: no sweep tries it again."
                                        : " The next sweep tries again."));
            case Outcome.Gone _ -> log.note(who, path + ": gone from the disk");
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
