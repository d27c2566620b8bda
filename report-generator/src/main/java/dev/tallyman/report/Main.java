package dev.tallyman.report;

import dev.tallyman.index.Index;
import dev.tallyman.program.CommandFrame;
import dev.tallyman.program.Program;
import dev.tallyman.program.ProgramLog;
import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import dev.tallyman.rules.RulesException;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program that makes a report, and proves what was written. */
@Command(name = "tallyman", mixinStandardHelpOptions = true)
public final class Main {
    private static final long SECONDS_TO_TIDY_UP = 8;

    private final Program program;
    private final PrintStream err;
    private final AtomicBoolean stopped;

    Main(Program program, AtomicBoolean stopped) {
        this.program = program;
        this.err = program.err();
        this.stopped = stopped;
    }

    public static void main(String... args) {
        var stopped = new AtomicBoolean();
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, done), "stop"));
        int exit = new Main(new Program(System.getenv(), InstantSource.system(), System.out, System.err), stopped)
                .execute(args);
        done.countDown();
        System.exit(exit);
    }

    // A signal: the report is given up and tidied away before the machine ends.
    private static void stop(AtomicBoolean stopped, CountDownLatch done) {
        stopped.set(true);
        try {
            if (!done.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS)) {
                System.err.println("Did not end in time; the next report tidies up.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int execute(String... args) {
        return CommandFrame.of(this, program.environment(), new ReportCommand(this), new VerifyCommand(program))
                .setDefaultValueProvider(_ -> null) // the settings say what a wrong variable may be
                .setErr(new PrintWriter(err, true, err.charset()))
                .execute(args);
    }

    /** {@code tallyman report}. */
    @Command(
            name = "report",
            description = "Makes a new report, or keeps the last one where nothing changed.",
            mixinStandardHelpOptions = true)
    static final class ReportCommand implements Callable<Integer> {
        private final Main main;

        @Option(names = "--data", paramLabel = "DIR", description = "The data folder (TALLYMAN_DATA).")
        private @Nullable Path data;

        @Option(names = "--force", description = "A new report even if nothing changed (TALLYMAN_FORCE=true).")
        private boolean force;

        @Option(
                names = "--rules",
                paramLabel = "FILE",
                description =
                        "The rules file (TALLYMAN_RULES); /etc/tallyman/rules.yaml where there is one, built-in defaults otherwise.")
        private @Nullable Path rules;

        @Option(
                names = "--signing-key",
                paramLabel = "FILE",
                description = "An Ed25519 key in PEM, its private and its public block, that signs the report"
                        + " (TALLYMAN_SIGNING_KEY); otherwise one that the data folder keeps, made when it is first"
                        + " needed.")
        private @Nullable Path signingKey;

        ReportCommand(Main main) {
            this.main = main;
        }

        @Override
        public Integer call() {
            return main.report(data, force, signingKey, rules);
        }
    }

    private int report(@Nullable Path data, boolean force, @Nullable Path signingKey, @Nullable Path rules) {
        try (ProgramLog log = new ProgramLog(err, program.clock(), false)) {
            ReportSettings settings = ReportSettings.of(data, force, signingKey, rules(rules), program);
            try (Index index = Index.open(Volume.open(settings.data()), program.clock())) {
                return new Reporter(index, settings, program.clock(), log, stopped)
                        .run()
                        .exit();
            }
        } catch (Program.WrongUsage | RulesException e) {
            err.println("tallyman report: " + e.getMessage());
            return 2;
        } catch (Reporter.Stopped e) {
            err.println("tallyman report: stopped; the last report still stands.");
            return 143;
        } catch (IOException | RuntimeException e) {
            return failed(e);
        }
    }

    private Rules rules(@Nullable Path flag) {
        String variable = program.value("TALLYMAN_RULES");
        Optional<Path> file =
                Optional.ofNullable(flag).or(() -> Optional.ofNullable(variable).map(Path::of));
        return Rules.load(file, Habitat.of(program.environment()));
    }

    private int failed(Exception e) {
        if (IntakeException.Full.isBehind(e)) {
            err.println(
                    "tallyman report: The volume is full. The report was not made, the last one still stands. Free space, then try again.");
            return 3;
        }
        if (e instanceof IntakeException) {
            err.println("tallyman report: " + e.getMessage());
            return 3;
        }
        e.printStackTrace(err);
        return 1;
    }
}
