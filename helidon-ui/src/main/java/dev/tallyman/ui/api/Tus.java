package dev.tallyman.ui.api;

import dev.tallyman.index.UnfinishedUpload;
import dev.tallyman.index.UnfinishedUpload.Hindrance;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The headers of tus 1.0.0, and what its words mean here. https://tus.io/protocols/resumable-upload */
final class Tus {
    static final HeaderName UPLOAD_OFFSET = HeaderNames.create("Upload-Offset");
    static final HeaderName UPLOAD_LENGTH = HeaderNames.create("Upload-Length");
    static final HeaderName UPLOAD_DEFER_LENGTH = HeaderNames.create("Upload-Defer-Length");
    static final HeaderName UPLOAD_METADATA = HeaderNames.create("Upload-Metadata");
    static final HeaderName UPLOAD_EXPIRES = HeaderNames.create("Upload-Expires");

    private static final String VERSION = "1.0.0";
    private static final String BYTES = "application/offset+octet-stream";
    private static final String EXTENSIONS =
            "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination";
    private static final HeaderName RESUMABLE = HeaderNames.create("Tus-Resumable");
    private static final HeaderName OVERRIDE = HeaderNames.create("X-HTTP-Method-Override");
    private static final Status LOCKED = Status.create(423, "Locked");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Tus() {}

    /** Says what is done here. */
    static void describe(ServerResponse response, long largest) {
        response.header(RESUMABLE, VERSION)
                .header(HeaderNames.create("Tus-Version"), VERSION)
                .header(HeaderNames.create("Tus-Extension"), EXTENSIONS)
                .header(HeaderNames.create("Tus-Max-Size"), Long.toString(largest))
                .header(HeaderNames.create("Tus-Checksum-Algorithm"), UploadChecksum.ALGORITHMS);
    }

    /** Refuses another version of the protocol, 412. Whoever reads with GET need not speak it. */
    static void prove(ServerRequest request, ServerResponse response) {
        response.header(RESUMABLE, VERSION);
        String version = request.headers().value(RESUMABLE).orElse("");
        if (!version.equals(VERSION) && !request.prologue().method().equals(Method.GET)) {
            response.header(HeaderNames.create("Tus-Version"), VERSION);
            throw new Problem(
                    Status.PRECONDITION_FAILED_412,
                    "This is another version of tus",
                    "Send Tus-Resumable: 1.0.0, the version that is spoken here.");
        }
    }

    /** The method that is meant. */
    static String override(ServerRequest request) {
        return request.headers().value(OVERRIDE).orElse("").strip();
    }

    /** The size that a new upload will have; null for one that says so later. */
    static @Nullable Long size(ServerRequestHeaders headers) {
        boolean later = headers.value(UPLOAD_DEFER_LENGTH).isPresent();
        if (later == headers.contains(UPLOAD_LENGTH)
                || (later && !headers.value(UPLOAD_DEFER_LENGTH).orElse("").equals("1"))) {
            throw Problem.badRequest("Send either Upload-Length with the size of the file, or Upload-Defer-Length: 1.");
        }
        return later ? null : number(headers, UPLOAD_LENGTH);
    }

    /** The size as it is known now that more comes, {@link Problem} 400 for another than before. */
    static @Nullable Long sizeNow(ServerRequestHeaders headers, UnfinishedUpload upload) {
        if (!headers.contains(UPLOAD_LENGTH)) {
            return upload.size();
        }
        long size = number(headers, UPLOAD_LENGTH);
        if (upload.size() != null ? size != upload.size() : size < upload.bytes()) {
            throw Problem.badRequest("Upload-Length is another than this upload has.");
        }
        return size;
    }

    /** A header that is a number from 0; {@link Problem} 400 for any other. */
    static long number(ServerRequestHeaders headers, HeaderName name) {
        String text = headers.value(name).orElse("").strip();
        if (!text.matches("\\d{1,19}")) {
            throw Problem.badRequest(name.defaultCase() + " is a number of bytes.");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** True for a request that brings bytes; {@link Problem} 415 for bytes of another kind. */
    static boolean hasBytes(ServerRequestHeaders headers) {
        boolean some = headers.contentLength().orElse(0) > 0 || headers.contains(HeaderNames.TRANSFER_ENCODING);
        if (some) {
            proveBytes(headers);
        }
        return some;
    }

    static void proveBytes(ServerRequestHeaders headers) {
        if (!headers.value(HeaderNames.CONTENT_TYPE).orElse("").strip().equalsIgnoreCase(BYTES)) {
            throw new Problem(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "The bytes are of another kind",
                    "Send the bytes of an upload with Content-Type: " + BYTES + ".");
        }
    }

    static String date(Instant time) {
        return HTTP_DATE.format(time);
    }

    static Problem tooMuch() {
        return new Problem(
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                "These are too many bytes",
                "Together with those that are here they are more than the upload’s length. None of this request was kept.");
    }

    static Problem problem(Hindrance hindrance) {
        return switch (hindrance) {
            case UNKNOWN ->
                Problem.notFound(
                        "There is no upload of this name; it is done long since, or was ended. Begin a new one.");
            case EXPIRED ->
                new Problem(
                        Status.GONE_410,
                        "The upload has expired",
                        "Nobody went on with it for too long, and its bytes are gone. Begin a new one.");
            case BUSY ->
                new Problem(
                        LOCKED,
                        "Somebody else is sending this upload",
                        "Wait until that ends, ask where it goes on, and send the rest.");
            case ELSEWHERE ->
                new Problem(
                        Status.CONFLICT_409,
                        "The upload goes on elsewhere",
                        "Upload-Offset is not where its bytes end. Ask with HEAD, and send what follows.");
            case TOO_MANY ->
                new Problem(
                        Status.SERVICE_UNAVAILABLE_503,
                        "Too many uploads are unfinished",
                        "Finish some, or end them with DELETE; those that nobody goes on with expire.");
            case ANOTHER ->
                new Problem(
                        Status.create(422, "Unprocessable Content"),
                        "The key was used for another file",
                        "Under this Idempotency-Key another upload was begun. Give each a key of its own.");
        };
    }
}
