package dev.tallyman.ui.html;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Arrival;
import dev.tallyman.index.Index;
import dev.tallyman.index.Upload;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.IdleJobs;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An intake with files in every state and its pages, served on a free port. Time moves when told.
 */
final class SamplePages implements AutoCloseable, InstantSource {
    static final Instant NOW = Instant.parse("2026-11-24T14:32:16Z");

    final Index index;
    private final WebServer web;
    private final Map<String, Outcome.Verdict> verdicts = new LinkedHashMap<>();
    private Instant now = NOW.minus(Duration.ofHours(2));

    SamplePages(Path data) {
        index = Index.open(Volume.create(data), this);
        var frames = new FrameFactory(index, "coast-survey", () -> "7f3e21a", List::of, this);
        var jobs = new IdleJobs(index.runs());
        var pages = new PageServices(new PageContext(
                index,
                jobs,
                () -> Rules.DEFAULT,
                frames,
                Run.Provenance.UNKNOWN,
                (path, _, body) -> upload(path, body.readAllBytes()),
                Budget.ofThisProcess()));
        web = WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.getInteger("sample.port", 0))
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .routing(http -> http.register(pages))
                .build()
                .start();
    }

    @Override
    public Instant instant() {
        return now;
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    /** An upload. */
    StoredFile upload(String path, String content) throws IOException {
        return upload(FilePath.of(path), content.getBytes(StandardCharsets.UTF_8));
    }

    StoredFile upload(FilePath path, byte[] content) throws IOException {
        wait(Duration.ofSeconds(3));
        try (Upload upload = index.intake().begin()) {
            upload.write(content, content.length, false);
            return upload.finish(Arrival.of(path)).file();
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the next sweep will say of this file. */
    void says(String path, Category category, String mime, String format, Risk... risks) {
        says(path, category, mime, format, Basis.MAGIC, risks);
    }

    void says(String path, Category category, String mime, String format, Basis basis, Risk... risks) {
        says(path, new Identification(mime, category, List.of(), format, null, basis, false, null, Set.of(risks)));
    }

    void saysMismatch(String path, Category category, String mime, String format, String name) {
        says(
                path,
                new Identification(
                        mime, category, List.of("fmt/645"), format, "2.2", Basis.MAGIC, true, name, Set.of()));
    }

    private void says(String path, Identification identification) {
        verdicts.put(path, new Outcome.Classified(identification, ""));
    }

    void fails(String path, String reason) {
        verdicts.put(path, new Outcome.Failed(reason));
    }

    /** A sweep over everything that waits. */
    Run sweep(int attempts) throws IOException {
        try (Slot slot = Slot.take(index.volume())) {
            Run run = start(slot);
            var claimer = index.queue().claimer(slot, run, Policy.FCFS, Duration.ofHours(1));
            List<Outcome> outcomes = new ArrayList<>();
            for (Claim claim : claimer.claim(100, Long.MAX_VALUE)) {
                Instant started = now;
                wait(Duration.ofMillis(400));
                outcomes.add(new Outcome(
                        claim,
                        outcomes.size() % 2,
                        started,
                        now,
                        DiskFacts.of(index.volume().file(claim.path())),
                        verdict(claim)));
            }
            var recorded = index.queue().record(outcomes, attempts, "7f3e21a", "tika-4.0.0");
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
                                    4_000,
                                    outcomes.size()),
                            null);
            index.runs().end(run.id(), Run.Status.DONE, 0, outcomes.isEmpty() ? "Nothing new" : "All read");
            return index.runs().find(run.id()).orElseThrow();
        }
    }

    private Run start(Slot slot) {
        index.runs().request(Run.Kind.SWEEP, Run.Trigger.UPLOAD, "fcfs", 2);
        String name =
                index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1).getFirst().name();
        wait(Duration.ofSeconds(1));
        return index.runs()
                .start(
                        Run.Kind.SWEEP,
                        Run.Trigger.UPLOAD,
                        name,
                        slot,
                        new Run.Provenance(null, null, null, null, "4e7d1c9", "7f3e21a", "tika-4.0.0"));
    }

    private Outcome.Verdict verdict(Claim claim) throws IOException {
        Outcome.Verdict verdict = verdicts.get(claim.path().text());
        String sha256 = sha256(Files.readAllBytes(index.volume().file(claim.path())));
        return switch (verdict) {
            case null ->
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
                        sha256);
            case Outcome.Classified said -> new Outcome.Classified(said.identification(), sha256);
            case Outcome.Failed failed -> failed;
            case Outcome.Gone gone -> gone;
        };
    }

    String address() {
        return "http://127.0.0.1:" + web.port();
    }

    /** What the server answers. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address() + path)).build());
    }

    HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        web.stop();
        index.close();
    }
}
