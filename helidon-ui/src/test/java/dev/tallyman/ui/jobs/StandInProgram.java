package dev.tallyman.ui.jobs;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands in for a program: does what its first argument says, under the name it was given. */
public final class StandInProgram {
    private StandInProgram() {}

    public static void main(String... args) throws Exception {
        System.err.println("understudy: " + args[0]);
        switch (args[0]) {
            case "done" -> begin(args, true);
            case "crash" -> throw new IllegalStateException("on purpose");
            case "full" -> System.exit(3);
            case "memory" -> {
                begin(args, false);
                System.err.println(new byte[512 << 20].length);
            }
            case "hang" -> {
                begin(args, false);
                new CountDownLatch(1).await();
            }
            case "stubborn" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(StandInProgram::hang));
                begin(args, false);
                hang();
            }
            case "talk" -> talk(args);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void hang() {
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }

    /** Begins its run; and ends it well, with one file found, where told. */
    private static void begin(String[] args, boolean end) {
        Path data = Path.of(args[List.of(args).indexOf("--data") + 1]);
        Volume volume = Volume.open(data);
        Index index = Index.open(volume, InstantSource.system());
        Run run = index.runs()
                .start(
                        Run.Kind.SWEEP,
                        Run.Trigger.COMMAND,
                        System.getenv("TALLYMAN_RUN_NAME"),
                        Slot.take(volume),
                        Run.Provenance.UNKNOWN);
        System.err.println("began run " + run.id() + " by " + System.getenv("TALLYMAN_TRIGGER"));
        if (end) {
            index.runs().progress(run.id(), new Run.Counts(1, 0, 0, 1, 0, 0, 5, 1), "One file found");
            index.runs().end(run.id(), Run.Status.DONE, 0, "One file found");
            index.close();
        }
    }

    /** Logs a line, waits for a file called go, logs another. */
    private static void talk(String[] args) throws Exception {
        begin(args, false);
        System.err.println("grüße: waiting");
        Path go = Path.of(args[List.of(args).indexOf("--data") + 1], "logs", "go");
        while (!Files.exists(go)) {
            Thread.sleep(20); // another process makes it
        }
        System.err.print("went on, without a last newline");
        System.exit(0);
    }
}
