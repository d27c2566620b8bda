package dev.tallyman.processor.sweep;

import dev.tallyman.index.repair.Discovery;
import dev.tallyman.index.repair.SkippedJson;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.Skipped;
import io.helidon.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Comparing the volume with the index, beside the workers. */
final class VolumeComparison {
    private final ProgramRun task;
    private final Rules rules;
    private final long acceptMissing;
    private final Progress progress;
    private final Consumer<Throwable> failed;
    private @Nullable Thread thread;
    private volatile boolean busyElsewhere;
    private boolean said;

    VolumeComparison(ProgramRun task, Rules rules, long acceptMissing, Progress progress, Consumer<Throwable> failed) {
        this.task = task;
        this.rules = rules;
        this.acceptMissing = acceptMissing;
        this.progress = progress;
        this.failed = failed;
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("discovery").start(this::run);
    }

    /** True while this process compares, waiting for its end no longer than this. */
    boolean isRunning(long waitMillis) throws InterruptedException {
        if (thread != null && thread.isAlive()) {
            thread.join(waitMillis);
        }
        return thread != null && thread.isAlive();
    }

    /** True when the last start met another process at it. */
    boolean isBusyElsewhere() {
        return busyElsewhere;
    }

    private void run() {
        try {
            long began = System.nanoTime();
            Optional<Discovery.Result> result = task.index()
                    .discovery(task.run())
                    .accepting(acceptMissing)
                    .run(rules::rank, files -> {
                        progress.comparing(files);
                        return !task.stop().isAsked();
                    });
            busyElsewhere = result.isEmpty();
            if (result.isPresent()) {
                report(result.get(), (System.nanoTime() - began) / 1_000_000);
            } else if (!said) {
                said = true;
                task.log().note(task.who(), "Another sweep compares the volume with the index; claiming along");
            }
        } catch (Throwable e) {
            failed.accept(e);
        }
    }

    private void report(Discovery.Result result, long millis) {
        progress.compared();
        long files = result.found() + result.changed() + result.same();
        task.log()
                .note(
                        task.who(),
                        "Compared "
                                + Words.files(files)
                                + " in "
                                + Words.duration(Duration.ofMillis(millis))
                                + ": "
                                + Words.count(result.found())
                                + " new, "
                                + Words.count(result.changed())
                                + " changed, "
                                + Words.count(result.missing())
                                + " missing");
        for (Skipped skipped : result.skipped()) {
            task.log()
                    .note(
                            task.who(),
                            "Skipped "
                                    + skipped.kind()
                                    + ", "
                                    + Words.count(skipped.count())
                                    + ": "
                                    + String.join(", ", skipped.examples()));
        }
        task.index()
                .runs()
                .detail(
                        task.run().id(),
                        SkippedJson.write(result.skipped()),
                        JsonObject.builder()
                                .set("compared", files)
                                .set("compare_ms", millis)
                                .build()
                                .toString());
    }
}
