package dev.tallyman.ui.api;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.Intake.Taken;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.RawPath;
import dev.tallyman.ui.http.ReprDigest;
import dev.tallyman.ui.http.budget.Blocks;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.ui.intake.Incoming;
import dev.tallyman.ui.intake.UploadCounters;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes files in, whole or not at all. */
public final class UploadsApi implements HttpService {
    private static final RawPath BY_PATH = new RawPath("/api/v1/files/by-path/", "path");

    /** What an upload leaves on the volume for the index and whoever tidies up. */
    private static final long MARGIN = 1 << 20;

    private final Index index;
    private final Supplier<Rules> rules;
    private final UploadCounters meters;
    private final Budget budget;
    private final Consumer<StoredFile> uploaded;

    /**
     * @param uploaded told after each one: files wait
     */
    public UploadsApi(
            Index index, Supplier<Rules> rules, UploadCounters meters, Budget budget, Consumer<StoredFile> uploaded) {
        this.index = index;
        this.budget = budget;
        this.rules = rules;
        this.meters = meters;
        this.uploaded = uploaded;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.route(Method.PUT, BY_PATH, this::put);
    }

    private void put(ServerRequest request, ServerResponse response) throws IOException {
        FilePath path = path(request.prologue());
        ServerRequestHeaders headers = request.headers();
        Taken taken =
                headers.value(HeaderNames.IF_NONE_MATCH).orElse("").strip().equals("*") ? Taken.REFUSE : Taken.NUMBER;
        Rules.Uploads allowed = rules.get().uploads();
        ReprDigest wanted = ReprDigest.of(headers);
        refuseEarly(path, headers, allowed, taken);
        InputStream body =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        StoredFile file = take(path, body, wanted, taken);
        response.status(Status.CREATED_201).header(HeaderNames.LOCATION, "/api/v1/files/" + file.id());
        JsonResponse.send(response, FileJson.of(file));
    }

    /** Takes in a file that a form sends. */
    public StoredFile take(FilePath path, InputStream body) throws IOException {
        rules.get().uploads().refusal(path.extension(), null).ifPresent(UploadsApi::refuse);
        return take(path, body, new ReprDigest(null), Taken.NUMBER);
    }

    private StoredFile take(FilePath path, InputStream body, ReprDigest wanted, Taken taken) throws IOException {
        try (var blocks = new Blocks(budget.memory())) {
            // Whoever sends next to nothing and waits has no place among those that send.
            int first = Incoming.read(body, blocks);
            try (Gate.Place _ = budget.upload()) {
                return take(path, new Start(body, blocks, first), wanted, taken);
            }
        }
    }

    /** A body, and how much of it is in the first of its blocks. */
    private record Start(InputStream body, Blocks blocks, int first) {}

    private StoredFile take(FilePath path, Start start, ReprDigest wanted, Taken taken) throws IOException {
        Path part = index.volume().newUpload();
        long limit = rules.get().uploads().limit();
        try {
            Incoming incoming = Incoming.write(
                    start.body(), start.blocks(), start.first(), index.volume().begin(part), limit);
            wanted.verify(incoming.sha256());
            StoredFile file = index.intake()
                    .receive(part, path, incoming.sha256(), rules.get().rank(path), taken);
            meters.uploaded(file.size());
            uploaded.accept(file);
            return file;
        } catch (IOException e) {
            if (Volume.isFull(e)) {
                throw full();
            }
            throw e;
        } finally {
            index.volume().discard(part);
        }
    }

    private static void refuse(String type) {
        throw new Problem(
                Status.UNSUPPORTED_MEDIA_TYPE_415,
                "Files of this type are not taken in",
                "The rules refuse “" + type + "”.");
    }

    // Bytes above 127 have lost what tells them apart by the time they get here.
    private static FilePath path(HttpPrologue prologue) {
        String raw = BY_PATH.rest(prologue.uriPath());
        if (raw.chars().anyMatch(c -> c > 127)) {
            throw new Problem(
                    Status.BAD_REQUEST_400,
                    "The path is not allowed",
                    "Percent-encode the name: every byte that is not a letter, a digit or -._~ becomes a percent sign and two hex digits.");
        }
        return FilePath.ofUrl(raw);
    }

    /** Everything that can be known before the first byte. */
    private void refuseEarly(FilePath path, ServerRequestHeaders headers, Rules.Uploads allowed, Taken taken)
            throws IOException {
        index.prove();
        OptionalLong length = headers.contentLength();
        if (length.isEmpty() && !headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            throw new Problem(
                    Status.LENGTH_REQUIRED_411,
                    "The length is missing",
                    "Send Content-Length, or Transfer-Encoding: chunked.");
        }
        if (headers.contains(HeaderNames.CONTENT_RANGE)) {
            throw Problem.badRequest("A file is uploaded whole: leave Content-Range away.");
        }
        String mime = headers.contentType().map(HttpMediaType::text).orElse(null);
        allowed.refusal(path.extension(), mime).ifPresent(UploadsApi::refuse);
        if (length.orElse(0) > allowed.limit()) {
            throw Incoming.tooLarge(allowed.limit());
        }
        if (length.orElse(0) > index.volume().space().free() - MARGIN) {
            throw full();
        }
        if (taken == Taken.REFUSE && index.volume().isTaken(path)) {
            throw new Problem(
                    Status.PRECONDITION_FAILED_412,
                    "The name is taken",
                    "There is already a file called "
                            + path
                            + ". Choose another name, or upload without If-None-Match to get a number.");
        }
    }

    private Problem full() {
        meters.refused();
        Volume.Space space = index.volume().space();
        return new Problem(
                Status.INSUFFICIENT_STORAGE_507,
                "The volume is full",
                "%d MB of %d MB are free, too few for this file. Nothing was lost. Free space or ask for a larger volume, then try again."
                        .formatted(space.free() / 1_000_000, space.total() / 1_000_000));
    }
}
