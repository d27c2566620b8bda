package dev.tallyman.ui.jobs.local;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One child process that serves one run, its output appended to the run's log. */
final class ChildProcess {
    private final Run run;
    private final Process process;
    private volatile @Nullable StopReason stopped;

    private ChildProcess(Run run, Process process) {
        this.run = run;
        this.process = process;
    }

    static ChildProcess start(Run run, List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("TALLYMAN_RUN_NAME", String.valueOf(run.name()));
        environment.put("TALLYMAN_TRIGGER", run.trigger().label());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(run, process);
    }

    Run run() {
        return run;
    }

    @Nullable
    StopReason stopped() {
        return stopped;
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for its end. */
    int exit() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to hand its work back and end. The first reason stands. */
    void ask(StopReason reason) {
        if (stopped == null) {
            stopped = reason;
        }
        process.destroy();
    }

    /** Asks it, and ends it by force after the grace. */
    void end(StopReason reason, Duration grace) throws InterruptedException {
        ask(reason);
        if (!endsWithin(grace)) {
            process.destroyForcibly().waitFor();
        }
    }
}
