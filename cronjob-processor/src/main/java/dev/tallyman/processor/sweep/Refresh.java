package dev.tallyman.processor.sweep;

import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.StaleFiles;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import java.util.List;

/**
 * What a sweep reads again after its new work: all that people ask for, and stale files within a
 * budget.
 */
final class Refresh {
    private final ProgramRun task;
    private final StaleFiles files;
    private final String detector;
    private int budget;

    /**
     * @param detector of this sweep
     * @param budget stale files that it reads again, at most
     */
    Refresh(ProgramRun task, String detector, int budget) {
        this.task = task;
        this.files = task.index().queue().stale(task.slot(), task.run());
        this.detector = detector;
        this.budget = budget;
    }

    /** Verdicts are held against this sweep's detector from now on. */
    void begin() {
        long stale = files.adopt(detector);
        if (stale > 0) {
            task.log()
                    .note(
                            task.who(),
                            Words.files(stale) + " to be identified again by " + detector + ", at most "
                                    + Words.count(budget) + " of them in this sweep");
        }
    }

    /** The next claims; empty when there are none, or no more in this sweep. */
    List<Claim> claim(int most) {
        List<Claim> asked = files.asked(most);
        if (!asked.isEmpty() || budget == 0) {
            return asked;
        }
        List<Claim> stale = files.stale(detector, Math.min(most, budget));
        budget -= stale.size();
        return stale;
    }
}
