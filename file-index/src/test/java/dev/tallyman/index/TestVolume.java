package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Claimer;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.repair.Discovery;
import dev.tallyman.index.runs.RecordedCounts;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.function.Executable;

/** A real volume and a real index in a temporary folder, with a clock that tests move. */
public final class TestVolume implements AutoCloseable {
    /** The failures after which a file needs people. */
    public static final int ATTEMPTS = 3;

    public final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T14:00:00Z"));
    public final InstantSource clock = now::get;
    public final Volume volume;
    public Index index;
    private Optional<Step> last = Optional.empty();

    public TestVolume(Path folder) {
        volume = Volume.create(folder.resolve("data"));
        index = new Index(volume, clock, this::done);
    }

    /** Forgets the index as a new process would. */
    public void reopen() {
        index.close();
        index = new Index(volume, clock, this::done);
    }

    /** What a program does that dies right after a step. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Does it and dies after a step; another program opens the index. */
    public void dieAfter(Step step, Executable work) {
        last = Optional.of(step);
        assertThrows(Died.class, work);
        last = Optional.empty();
        reopen();
    }

    public void done(Step step) {
        if (last.filter(step::equals).isPresent()) {
            throw new Died();
        }
    }

    public Path drop(String path, String content) throws IOException {
        return drop(FilePath.of(path), content);
    }

    public Path drop(FilePath path, String content) throws IOException {
        Path file = volume.file(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Where a deleted file lies. */
    public Path trashed(long id) {
        return volume.trash().resolve(Long.toString(id));
    }

    public StoredFile upload(String path, String content) throws IOException {
        return upload(FilePath.of(path), content, Intake.Taken.NUMBER);
    }

    public StoredFile upload(FilePath path, String content, Intake.Taken taken) throws IOException {
        return upload(new Arrival(path, 0, taken, null, null, null), content).file();
    }

    /** Whoever {@link Died} closes nothing. */
    public Intake.Received upload(Arrival arrival, String content) throws IOException {
        Upload upload = index.intake().begin();
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            upload.write(bytes, bytes.length, false);
            Intake.Received received = upload.finish(arrival);
            upload.close();
            return received;
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    public Discovery.Result discover() {
        return index.discovery().run(_ -> 0, _ -> true).orElseThrow();
    }

    public StoredFile find(String path) {
        return index.catalog().find(FilePath.of(path)).orElseThrow();
    }

    public Run sweep(Slot slot) {
        tick(Duration.ofSeconds(1));
        return index.runs().start(Run.Kind.SWEEP, Run.Trigger.COMMAND, null, slot, Run.Provenance.UNKNOWN);
    }

    public List<Claim> claimAll(Slot slot, Run run, Policy policy) {
        Claimer claimer = index.queue().claimer(slot, run, policy, Duration.ofMinutes(10));
        List<Claim> all = new ArrayList<>();
        for (List<Claim> some = claimer.claim(7, Long.MAX_VALUE);
                !some.isEmpty();
                some = claimer.claim(7, Long.MAX_VALUE)) {
            all.addAll(some);
        }
        return all;
    }

    public RecordedCounts record(Outcome outcome) {
        return index.queue().record(List.of(outcome), ATTEMPTS, "rules", "detector");
    }

    public Outcome classified(Claim claim) {
        return outcome(
                claim,
                new Outcome.Classified(
                        new Identification(
                                "text/plain",
                                Category.TEXT,
                                List.of(),
                                "Plain text",
                                null,
                                Basis.TEXT,
                                false,
                                null,
                                Set.of()),
                        sha256("any")));
    }

    public Outcome outcome(Claim claim, Outcome.Verdict verdict) {
        return new Outcome(claim, 0, now.get(), now.get(), claim.facts(), verdict);
    }

    public void tick(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public static String sha256(String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
