package dev.tallyman.report;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Arrival;
import dev.tallyman.index.Index;
import dev.tallyman.index.Upload;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.repair.Discovery;
import dev.tallyman.index.runs.Run;
import dev.tallyman.program.ProgramLog;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A real volume and index that a test fills by hand, and reports on it. */
final class TestIntake implements AutoCloseable {
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T14:00:00Z"));
    final InstantSource clock = now::get;
    /** Whether the rules ask for a report of each folder at the root. */
    boolean folders;

    final Path data;
    final Volume volume;
    final Index index;
    final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ProgramLog log = new ProgramLog(new PrintStream(said, true, StandardCharsets.UTF_8), clock, false);

    TestIntake(Path folder) {
        data = folder.resolve("coast-survey");
        volume = Volume.create(data);
        index = Index.open(volume, clock);
    }

    void tick(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    /** Seven files, of which two are the same and one has a name that lies, and a sweep. */
    void fill() throws IOException {
        upload("photos/a.jpg", "same bytes");
        upload("photos/b.jpg", "same bytes");
        upload("photos/c.png", "a jpeg in truth");
        upload("text/report.pdf", "a document");
        upload("text/notes.txt", "some text, 24 bytes long");
        upload("odd/thing.xyz", "TRK1");
        upload("odd/void.empty", "");
        sweep();
    }

    StoredFile upload(String path, String content) throws IOException {
        return upload(FilePath.of(path), content);
    }

    StoredFile upload(FilePath path, String content) throws IOException {
        try (Upload upload = index.intake().begin()) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            upload.write(bytes, bytes.length, false);
            return upload.finish(Arrival.of(path)).file();
        }
    }

    void drop(String path, String content) throws IOException {
        Path file = volume.file(FilePath.of(path));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    Discovery.Result discover() {
        return index.discovery().run(_ -> 0, _ -> true).orElseThrow();
    }

    /** What a name promises is what it is, except for what a test says otherwise. */
    Run sweep() {
        return sweep(Policy.FCFS, 3, TestIntake::byName);
    }

    Run sweep(Policy policy, int attempts, Function<FilePath, Outcome.Verdict> reader) {
        try (Slot slot = Slot.take(volume)) {
            Run run = index.runs()
                    .start(
                            Run.Kind.SWEEP,
                            Run.Trigger.CLICK,
                            null,
                            slot,
                            new Run.Provenance(null, null, null, null, null, "rules-1", "test 1"));
            discover();
            index.runs().setUp(run.id(), policy.label(), 2);
            var claimer = index.queue().claimer(slot, run, policy, Duration.ofMinutes(10));
            List<Outcome> outcomes = new ArrayList<>();
            long bytes = 0;
            for (List<Claim> claims = claimer.claim(100, 1 << 30);
                    !claims.isEmpty();
                    claims = claimer.claim(100, 1 << 30)) {
                for (Claim claim : claims) {
                    Instant started = clock.instant();
                    tick(Duration.ofMillis(200));
                    Outcome.Verdict verdict = verdict(reader, claim);
                    outcomes.add(
                            new Outcome(claim, outcomes.size() % 2, started, clock.instant(), claim.facts(), verdict));
                    bytes += claim.facts().size();
                }
            }
            var recorded = index.queue().record(outcomes, attempts, "rules-1", "test 1");
            index.runs()
                    .progress(
                            run.id(),
                            new Run.Counts(
                                    0,
                                    0,
                                    0,
                                    recorded.classified(),
                                    recorded.failed(),
                                    recorded.quarantined(),
                                    bytes,
                                    outcomes.size()),
                            null);
            index.runs().end(run.id(), Run.Status.DONE, 0, "Done");
            return index.runs().find(run.id()).orElseThrow();
        }
    }

    Outcome.Verdict verdict(Function<FilePath, Outcome.Verdict> reader, Claim claim) {
        Outcome.Verdict verdict = reader.apply(claim.path());
        if (verdict instanceof Outcome.Classified classified) {
            try {
                return new Outcome.Classified(
                        classified.identification(),
                        sha256(Files.readString(volume.file(claim.path()), StandardCharsets.ISO_8859_1)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return verdict;
    }

    static Outcome.Verdict byName(FilePath path) {
        return switch (path.extension()) {
            case "jpg" -> is("image/jpeg", Category.IMAGE, "fmt/43", "JPEG", "1.01", Basis.MAGIC);
            case "pdf" -> is("application/pdf", Category.DOCUMENT, "fmt/18", "PDF", "1.4", Basis.MAGIC);
            case "txt" -> is("text/plain", Category.TEXT, null, "Plain text", null, Basis.TEXT);
            case "mp4" -> is("video/mp4", Category.VIDEO, "fmt/199", "MP4", null, Basis.CONTAINER);
            case "py" -> is("text/x-python", Category.CODE, null, "Python", null, Basis.NAME);
            case "png" ->
                new Outcome.Classified(
                        new Identification(
                                "image/jpeg",
                                Category.IMAGE,
                                List.of("fmt/43"),
                                "JPEG",
                                "1.01",
                                Basis.MAGIC,
                                true,
                                "image/png",
                                Set.of()),
                        "");
            case "empty" -> is("application/x-empty", Category.EMPTY, null, null, null, Basis.NONE);
            default -> is("application/octet-stream", Category.UNKNOWN, null, null, null, Basis.NONE);
        };
    }

    static Outcome.Classified is(
            String mime,
            Category category,
            @org.jspecify.annotations.Nullable String puid,
            @org.jspecify.annotations.Nullable String format,
            @org.jspecify.annotations.Nullable String version,
            Basis basis) {
        return new Outcome.Classified(
                new Identification(
                        mime,
                        category,
                        puid == null ? List.of() : List.of(puid),
                        format,
                        version,
                        basis,
                        false,
                        null,
                        Set.of()),
                "");
    }

    Reporter.Result report() throws IOException {
        return report(false);
    }

    Reporter.Result report(boolean force) throws IOException {
        return reporter(force, new AtomicBoolean()).run();
    }

    Reporter reporter(boolean force, AtomicBoolean stopped) {
        ReportSettings settings = new ReportSettings(
                data, null, force, null, Run.Trigger.COMMAND, Run.Provenance.UNKNOWN, true, false, folders, null);
        return new Reporter(index, settings, clock, log, stopped);
    }

    Path latest() {
        return volume.reports().resolve("latest");
    }

    String page(String name) throws IOException {
        return Files.readString(latest().resolve(name));
    }

    String data(String name) throws IOException {
        return Files.readString(latest().resolve("data").resolve(name));
    }

    /** All files of the report, relative to it, in order. */
    List<String> files() throws IOException {
        return Folders.files(latest().toRealPath());
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
