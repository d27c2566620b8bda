package dev.tallyman.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Arrival;
import dev.tallyman.index.Index;
import dev.tallyman.index.Upload;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Schedule;
import dev.tallyman.ui.jobs.local.InstalledPrograms;
import dev.tallyman.ui.jobs.local.LocalRunner;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An index, a clock that tests set, and a runner whose programs are understudies. */
public final class RunnerSetup implements AutoCloseable {

    public final Index index;
    private final Path data;
    public volatile Instant now = Instant.parse("2026-03-01T12:00:30Z");
    public volatile RunPlan plan = new RunPlan(
            Map.of(Run.Kind.SWEEP, new Schedule("0 */2 * * *", ZoneId.of("Europe/Berlin"))),
            Map.of(),
            Duration.ofMinutes(10),
            3);

    public RunnerSetup(Path data) {
        this.data = data;
        InstantSource clock = () -> now;
        this.index = Index.open(Volume.create(data), clock);
    }

    public LocalRunner runner(String sweep) {
        return runner(sweep, "done");
    }

    public LocalRunner runner(String sweep, String report) {
        return runner(sweep, report, Run.Kind.values().length);
    }

    public LocalRunner runner(String sweep, String report, int atOnce) {
        return LocalRunner.open(index, programs(sweep, report, atOnce), () -> plan, () -> now);
    }

    private InstalledPrograms programs(String sweep, String report, int atOnce) {
        return new InstalledPrograms(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of(),
                Map.of(Run.Kind.SWEEP, program(sweep), Run.Kind.REPORT, program(report)),
                data,
                null,
                atOnce);
    }

    private static InstalledPrograms.Program program(String does) {
        return new InstalledPrograms.Program(
                System.getProperty("java.class.path"), StandInProgram.class.getName(), List.of(does));
    }

    public void upload(String name) throws IOException {
        try (Upload upload = index.intake().begin()) {
            upload.write("hello".getBytes(StandardCharsets.UTF_8), 5, false);
            upload.finish(Arrival.of(FilePath.of(name)));
        }
    }

    /** Puts a file of zeros on the volume, which takes no space. */
    public void sparse(String name, long size) {
        try (var file =
                new RandomAccessFile(index.volume().file(FilePath.of(name)).toFile(), "rw")) {
            file.setLength(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Run run(long id) {
        return index.runs().find(id).orElseThrow();
    }

    public Run ended(long id) {
        until(() -> run(id).status().ended());
        return run(id);
    }

    public List<Run> runs(Run.Kind kind) {
        return index.runs().list(kind, Long.MAX_VALUE, 100);
    }

    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited 30 s in vain");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
