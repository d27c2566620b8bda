package dev.tallyman.processor.sweep;

import dev.tallyman.description.Describer;
import dev.tallyman.identification.Identifier;
import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.description.DescriptionQueue;
import dev.tallyman.index.description.StaleDescriptions;
import dev.tallyman.index.search.TextIndex;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.IntakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Describes files while none waits for its verdict. The sweep’s own thread claims and
 * records; others read, and begin nothing as soon as there is something to classify.
 */
final class DescribingWorkers {
    /** Claimed at once: a transaction for each would be most of the work. */
    private static final int BATCH = 256;

    private final ProgramRun task;
    private final Rules.Describe limits;
    private final DescriptionQueue descriptions;
    private final StaleDescriptions stale;
    private final TextIndex texts;
    private final String version;
    private final DescribingThreads threads;
    private String search = "";
    private int refresh;
    private boolean ended;
    private int out;
    private final AtomicLong count = new AtomicLong();
    private volatile long sinceNanos;
    private long failed;

    DescribingWorkers(ProgramRun task, Rules rules, int threads, Identifier identifier) {
        this.task = task;
        this.limits = rules.parsers().describe();
        this.descriptions = task.index().descriptions();
        this.stale = descriptions.stale();
        this.refresh = limits.refresh();
        this.texts = task.index().texts();
        this.version = Describer.version(limits);
        var content = new ContentReading(task.index().volume(), new Describer(identifier, limits), limits, task.log());
        this.threads = new DescribingThreads(task.slot(), threads, limits.time(), content::read);
    }

    /** Has files described again that other readers described, or whose texts are lost. */
    void begin() {
        try {
            if (!limits.text()) {
                texts.delete();
            }
            ended = !limits.any();
            if (!ended) {
                adopt(limits.text() ? texts.prepare() : "");
            }
        } catch (IntakeException e) {
            task.log().say(task.who(), "Nothing is described, verdicts go on: " + e.getMessage());
            ended = true;
        }
    }

    private void adopt(String now) {
        if (!now.equals(search) || now.isEmpty()) {
            search = now;
            long again = stale.adopt(version, search);
            if (again > 0) {
                task.log()
                        .note(
                                task.who(),
                                Words.files(again) + " to be described again, at most " + Words.count(refresh)
                                        + " in this sweep of those that only other readers described");
            }
        }
    }

    /** Something is to be classified: what has not begun waits. */
    void pause() {
        threads.pause();
    }

    /**
     * Describes for about as long as this. False when there is nothing to describe, or it cannot be done.
     */
    boolean work(long millis) throws InterruptedException {
        if (ended) {
            return false;
        }
        try {
            return some(millis);
        } catch (IntakeException.Full e) {
            stop(e.getMessage());
            return false;
        }
    }

    /** How far it is, for people; null before anything is described. For any thread. */
    @Nullable
    String progress() {
        long files = count.get();
        if (files == 0) {
            return null;
        }
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos));
        return "Described " + Words.files(files) + ", " + Words.count(descriptions.left()) + " to go, "
                + Words.count(files * 1000 / millis) + " files/s";
    }

    private boolean some(long millis) throws InterruptedException {
        if (sinceNanos == 0) {
            sinceNanos = System.nanoTime();
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            // While the last of a batch are recorded, the next are read.
            if (out <= BATCH / 2) {
                List<DescriptionClaim> claims = claim();
                if (claims.isEmpty() && out == 0) {
                    return false;
                }
                out += claims.size();
                threads.put(claims);
            }
            threads.start();
            List<DescriptionOutcome> results = results(until);
            record(results);
            threads.recorded(results);
        } while (!ended && System.nanoTime() < until);
        return true;
    }

    // Enough for a transaction, or what there is by then.
    private List<DescriptionOutcome> results(long until) throws InterruptedException {
        List<DescriptionOutcome> results = new ArrayList<>();
        do {
            results.addAll(threads.results(20));
        } while (results.size() < Math.min(out, BATCH / 2) && !threads.isFull() && System.nanoTime() < until);
        return results;
    }

    private List<DescriptionClaim> claim() {
        List<DescriptionClaim> claims = descriptions.claim(task.slot(), BATCH);
        if (claims.isEmpty()) {
            claims = stale.asked(task.slot(), BATCH);
        }
        if (claims.isEmpty() && refresh > 0) {
            claims = stale.stale(task.slot(), Math.min(refresh, BATCH));
            refresh -= claims.size();
        }
        return claims;
    }

    private void record(List<DescriptionOutcome> results) {
        if (!results.isEmpty()) {
            if (!keep(results)) {
                return;
            }
            descriptions.record(task.slot(), results, version, search);
            out -= results.size();
            for (DescriptionOutcome one : results) {
                if (one.outcome() instanceof DescriptionOutcome.Failed(String reason)) {
                    failed++;
                    task.log().note(task.who(), one.claim().path().text() + ": not described: " + reason);
                } else if (one.outcome() instanceof DescriptionOutcome.Full(String reason)) {
                    stop(reason);
                } else {
                    count.incrementAndGet();
                }
            }
        }
    }

    // Texts first: a death in between leaves a text without its mark, never a mark without its text.
    private boolean keep(List<DescriptionOutcome> results) {
        if (!limits.text()) {
            return true;
        }
        try {
            List<TextIndex.FileText> some = results.stream()
                    .filter(one -> one.outcome() instanceof DescriptionOutcome.Found)
                    .map(one -> new TextIndex.FileText(
                            one.claim().file(), ((DescriptionOutcome.Found) one.outcome()).text()))
                    .toList();
            adopt(texts.put(some));
            return true;
        } catch (IntakeException.Unusable e) {
            stop(e.getMessage());
            return false;
        }
    }

    private void stop(@Nullable String reason) {
        if (!ended) {
            task.log().say(task.who(), "Describing stops, verdicts go on: " + reason);
        }
        stop();
    }

    private void stop() {
        ended = true;
        threads.stop();
    }

    /** Gives back what is not done. */
    void end() {
        stop();
        threads.end();
        if (out > 0) {
            try {
                descriptions.handBack(task.slot());
            } catch (IntakeException e) {
                task.log().note(task.who(), "The next sweep takes back what was being described: " + e.getMessage());
            }
        }
        if (count.get() + failed > 0) {
            task.log()
                    .say(
                            task.who(),
                            "Described " + Words.files(count.get())
                                    + (failed == 0 ? "" : "; " + Words.count(failed) + " could not be read"));
        }
    }
}
