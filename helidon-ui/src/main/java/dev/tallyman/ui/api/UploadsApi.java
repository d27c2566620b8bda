package dev.tallyman.ui.api;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Arrival;
import dev.tallyman.index.Deliveries;
import dev.tallyman.index.Index;
import dev.tallyman.index.Intake;
import dev.tallyman.index.Intake.Taken;
import dev.tallyman.index.Upload;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.RawPath;
import dev.tallyman.ui.http.ReprDigest;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.ui.intake.Incoming;
import dev.tallyman.volume.IntakeException;
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
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes files in, whole or not at all. */
public final class UploadsApi implements HttpService {
    private static final Status UNPROCESSABLE_CONTENT = Status.create(422, "Unprocessable Content");
    private static final RawPath BY_PATH = new RawPath("/api/v1/files/by-path/", "path");

    private final Index index;
    private final UploadLimits limits;
    private final Budget budget;
    private final Consumer<StoredFile> uploaded;
    private final InstantSource clock;

    /**
     * @param uploaded told after each one: files wait
     */
    public UploadsApi(
            Index index, UploadLimits limits, Budget budget, Consumer<StoredFile> uploaded, InstantSource clock) {
        this.index = index;
        this.limits = limits;
        this.budget = budget;
        this.uploaded = uploaded;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.route(Method.PUT, BY_PATH, this::put);
    }

    private void put(ServerRequest request, ServerResponse response) throws IOException {
        FilePath path = path(request.prologue());
        limits.provePlace(path);
        ServerRequestHeaders headers = request.headers();
        ReprDigest wanted = ReprDigest.of(headers);
        Declared declared = Declared.of(request, clock.instant());
        OptionalLong length = length(headers);
        Optional<StoredFile> before = before(declared.key(), path, length, wanted);
        if (before.isPresent()) {
            answer(response, Status.OK_200, before.get());
            return;
        }
        limits.proveTarget(path, headers.contentType().map(HttpMediaType::text).orElse(null));
        limits.proveRoom(length.orElse(0));
        // A file without a hash may be this one, sent before, and its server died: its bytes will tell.
        if (declared.key() == null
                || index.catalog()
                        .find(path)
                        .filter(file -> file.sha256() != null)
                        .isPresent()) {
            proveFree(index, path, request, response);
        }
        Arrival arrival = declared.arrival(path, limits.rank(path), ifTaken(request));
        InputStream body =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        Intake.Received received = take(arrival, body, wanted);
        answer(response, received.isNew() ? Status.CREATED_201 : Status.OK_200, received.file());
    }

    private static void answer(ServerResponse response, Status status, StoredFile file) {
        response.status(status).header(HeaderNames.LOCATION, "/api/v1/files/" + file.id());
        JsonResponse.send(response, FileJson.of(file));
    }

    /** Takes in a file that a form sends. */
    public StoredFile take(FilePath path, @Nullable String batch, InputStream body) throws IOException {
        limits.provePlace(path);
        limits.proveTarget(path, null);
        String name = batch == null ? null : Declared.batch(batch);
        Arrival arrival = new Declared(null, name, null).arrival(path, limits.rank(path), Taken.NUMBER);
        return take(arrival, body, new ReprDigest(null)).file();
    }

    private Intake.Received take(Arrival arrival, InputStream body, ReprDigest wanted) throws IOException {
        try (Incoming incoming = Incoming.of(body, budget);
                Upload upload = index.intake().begin()) {
            incoming.bring(upload::write, limits.largest(), limits::tooLarge);
            wanted.verify(upload.sha256());
            Intake.Received received = upload.finish(arrival);
            if (received.isNew()) {
                uploaded.accept(received.file());
            }
            return received;
        } catch (IOException e) {
            if (IntakeException.Full.isBehind(e)) {
                throw limits.full();
            }
            throw e;
        }
    }

    /** The file that was received under this key already: the answer to it was lost. */
    private Optional<StoredFile> before(@Nullable String key, FilePath path, OptionalLong length, ReprDigest digest) {
        if (key == null) {
            return Optional.empty();
        }
        Deliveries.Delivery delivery = index.deliveries().find(key).orElse(null);
        if (delivery == null) {
            return Optional.empty();
        }
        StoredFile file = delivery.file();
        boolean same = delivery.wanted().equals(path) && digest.agrees(file.sha256());
        if (!same || length.orElse(file.size()) != file.size()) {
            throw new Problem(
                    UNPROCESSABLE_CONTENT,
                    "The key was used for another file",
                    "Under this Idempotency-Key " + delivery.wanted()
                            + " was received. Give each file a key of its own.");
        }
        return Optional.of(file);
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

    private static OptionalLong length(ServerRequestHeaders headers) {
        OptionalLong length = headers.contentLength();
        if (length.isEmpty() && !headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            throw new Problem(
                    Status.LENGTH_REQUIRED_411,
                    "The length is missing",
                    "Send Content-Length, or Transfer-Encoding: chunked.");
        }
        if (headers.contains(HeaderNames.IF_MATCH)) {
            throw new Problem(
                    Status.PRECONDITION_FAILED_412,
                    "Nothing is overwritten here",
                    "An upload never takes the place of a file: leave If-Match away, and delete the other one if it is to go.");
        }
        if (headers.contains(HeaderNames.CONTENT_RANGE)) {
            throw Problem.badRequest("A file is uploaded whole: leave Content-Range away.");
        }
        return length;
    }

    // What is to become of it when its name is taken.
    private static Taken ifTaken(ServerRequest request) {
        String condition = request.headers().value(HeaderNames.IF_NONE_MATCH).orElse("");
        return condition.strip().equals("*") ? Taken.REFUSE : Taken.NUMBER;
    }

    /** {@link Problem} 412 where the name is taken and may not be, with the file that has it where the index knows one. */
    static void proveFree(Index index, FilePath path, ServerRequest request, ServerResponse response)
            throws IOException {
        if (ifTaken(request) == Taken.REFUSE && index.volume().isTaken(path)) {
            index.catalog()
                    .find(path)
                    .ifPresent(file -> response.header(HeaderNames.CONTENT_LOCATION, "/api/v1/files/" + file.id()));
            throw new Problem(
                    Status.PRECONDITION_FAILED_412,
                    "The name is taken",
                    "There is already a file called "
                            + path
                            + ". Choose another name, or upload without If-None-Match to get a number.");
        }
    }
}
