package dev.tallyman.ui.api;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Arrival;
import dev.tallyman.index.Index;
import dev.tallyman.index.Intake;
import dev.tallyman.index.ResumableUploads;
import dev.tallyman.index.ResumedUpload;
import dev.tallyman.index.UnfinishedUpload;
import dev.tallyman.index.UnfinishedUpload.Hindered;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.ui.intake.Incoming;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Takes files in that arrive in pieces, over any number of connections: tus 1.0.0. https://tus.io */
public final class TusApi implements HttpService {
    private static final String AT = "/api/v1/uploads/";

    private final Index index;
    private final ResumableUploads uploads;
    private final UploadLimits limits;
    private final Budget budget;
    private final Consumer<StoredFile> uploaded;
    private final InstantSource clock;

    /** @param uploaded told after each file */
    public TusApi(Index index, UploadLimits limits, Budget budget, Consumer<StoredFile> uploaded, InstantSource clock) {
        this.index = index;
        this.uploads = index.unfinished();
        this.limits = limits;
        this.budget = budget;
        this.uploaded = uploaded;
        this.clock = clock;
    }

    private interface Work {
        void on(ServerRequest request, ServerResponse response) throws IOException, Hindered;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.options("/", this::options)
                .post("/", (request, response) -> handle(this::create, request, response))
                .options("/{id}", this::options)
                .get("/{id}", (request, response) -> handle(this::get, request, response))
                .patch("/{id}", (request, response) -> handle(this::patch, request, response))
                .delete("/{id}", (request, response) -> handle(this::delete, request, response))
                .post("/{id}", (request, response) -> handle(this::overridden, request, response));
    }

    private void options(ServerRequest request, ServerResponse response) {
        Tus.describe(response, limits.largest());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void handle(Work work, ServerRequest request, ServerResponse response) throws IOException {
        Tus.prove(request, response);
        try {
            work.on(request, response);
        } catch (Hindered e) {
            throw Tus.problem(e.hindrance());
        } catch (IOException e) {
            if (IntakeException.Full.isBehind(e)) {
                throw limits.full();
            }
            throw e;
        }
    }

    private void create(ServerRequest request, ServerResponse response) throws IOException, Hindered {
        ServerRequestHeaders headers = request.headers();
        Long size = Tus.size(headers);
        UploadMetadata metadata =
                UploadMetadata.parse(headers.value(Tus.UPLOAD_METADATA).orElse(""));
        FilePath path = metadata.path();
        limits.provePlace(path);
        limits.proveTarget(path, metadata.type());
        limits.proveRoom(size == null ? 0 : size);
        var declared = new Declared(metadata.modified(clock.instant()), metadata.batch(), Declared.key(request));
        // Before the first byte comes: a name that is taken meanwhile costs nobody what was sent, it gets a number.
        UploadsApi.proveFree(index, path, request, response);
        Arrival arrival = declared.arrival(path, limits.rank(path), Intake.Taken.NUMBER);
        boolean withBytes = Tus.hasBytes(headers);
        UploadChecksum checksum = UploadChecksum.of(headers);
        UnfinishedUpload upload = uploads.begin(arrival, size, metadata.header(), limits.patience());
        response.header(HeaderNames.LOCATION, AT + upload.id());
        if (upload.bytes() == 0 && upload.file() == null && (withBytes || upload.isWhole())) {
            upload = send(request, upload, checksum);
        }
        tell(upload, response);
        response.status(Status.CREATED_201).send();
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException, Hindered {
        UnfinishedUpload upload = uploads.find(id(request));
        if (upload.isWhole() && upload.file() == null) {
            // Whoever had all its bytes died, or found no room for the row.
            try (ResumedUpload resumed = uploads.resume(upload.id(), upload.bytes(), limits.patience(), false)) {
                finish(resumed);
            }
            upload = uploads.find(upload.id());
        }
        tell(upload, response);
        if (upload.metadata() != null) {
            response.header(Tus.UPLOAD_METADATA, upload.metadata());
        }
        JsonResponse.send(response, json(upload));
    }

    private JsonObject json(UnfinishedUpload upload) {
        JsonObject.Builder json = JsonObject.builder()
                .set("id", upload.id())
                .set("path", upload.arrival().wanted().text())
                .set("offset", upload.bytes());
        JsonResponse.set(json, "length", upload.size());
        json.set("expires", upload.expires().toString());
        if (upload.file() != null) {
            index.catalog().find(upload.file()).ifPresent(file -> json.set("file", FileJson.of(file)));
        }
        return json.build();
    }

    private void patch(ServerRequest request, ServerResponse response) throws IOException, Hindered {
        ServerRequestHeaders headers = request.headers();
        Tus.proveBytes(headers);
        long offset = Tus.number(headers, Tus.UPLOAD_OFFSET);
        UploadChecksum checksum = UploadChecksum.of(headers);
        UnfinishedUpload upload = uploads.find(id(request));
        boolean isAtEnd = upload.file() != null && headers.contentLength().orElse(-1) == 0;
        if (upload.bytes() != offset || (upload.file() != null && !isAtEnd)) {
            throw new Hindered(UnfinishedUpload.Hindrance.ELSEWHERE);
        }
        if (!isAtEnd) {
            upload = send(request, upload, checksum);
        }
        tell(upload, response);
        response.status(Status.NO_CONTENT_204).send();
    }

    /** Brings the bytes of a request, and makes a file of the upload with the last. */
    private UnfinishedUpload send(ServerRequest request, UnfinishedUpload upload, UploadChecksum checksum)
            throws IOException, Hindered {
        Long size = Tus.sizeNow(request.headers(), upload);
        if (size != null && upload.size() == null) {
            limits.proveRoom(size);
        }
        long room = (size == null ? limits.largest() : size) - upload.bytes();
        if (request.headers().contentLength().orElse(0) > room) {
            throw Tus.tooMuch();
        }
        if (uploads.isBusy(upload.id())) {
            throw new Hindered(UnfinishedUpload.Hindrance.BUSY);
        }
        InputStream body =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        try (Incoming incoming = Incoming.of(body, budget);
                ResumedUpload resumed =
                        uploads.resume(upload.id(), upload.bytes(), limits.patience(), checksum.isGiven())) {
            if (size != null) {
                resumed.declare(size);
            }
            bring(incoming, resumed, checksum, room);
            if (resumed.isWhole()) {
                finish(resumed);
            } else {
                resumed.keep();
            }
        }
        return uploads.find(upload.id());
    }

    private static void bring(Incoming incoming, ResumedUpload resumed, UploadChecksum checksum, long room)
            throws IOException {
        try {
            incoming.bring(
                    (block, length, beside) -> {
                        resumed.write(block, length, beside);
                        checksum.update(block, length);
                    },
                    room,
                    Tus::tooMuch);
            checksum.verify();
        } catch (Problem damaged) {
            resumed.drop();
            throw damaged;
        } catch (IOException | CloseConnectionException | RequestException cut) {
            // What has arrived is worth keeping, if it need not be checked as a whole.
            if (!checksum.isGiven()) {
                resumed.keep();
            }
            throw cut;
        }
    }

    private void finish(ResumedUpload resumed) throws IOException {
        Intake.Received received = resumed.finish();
        if (received.isNew()) {
            uploaded.accept(received.file());
        }
    }

    private void delete(ServerRequest request, ServerResponse response) throws IOException, Hindered {
        uploads.end(id(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void overridden(ServerRequest request, ServerResponse response) throws IOException, Hindered {
        switch (Tus.override(request)) {
            case "PATCH" -> patch(request, response);
            case "DELETE" -> delete(request, response);
            default -> throw Problem.badRequest("POST here needs X-HTTP-Method-Override: PATCH or DELETE.");
        }
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static void tell(UnfinishedUpload upload, ServerResponse response) {
        response.header(Tus.UPLOAD_OFFSET, Long.toString(upload.bytes())).header(HeaderNames.CACHE_CONTROL, "no-store");
        if (upload.size() == null) {
            response.header(Tus.UPLOAD_DEFER_LENGTH, "1");
        } else {
            response.header(Tus.UPLOAD_LENGTH, Long.toString(upload.size()));
        }
        if (upload.file() == null) {
            response.header(Tus.UPLOAD_EXPIRES, Tus.date(upload.expires()));
        } else {
            response.header(HeaderNames.CONTENT_LOCATION, "/api/v1/files/" + upload.file());
        }
    }
}
