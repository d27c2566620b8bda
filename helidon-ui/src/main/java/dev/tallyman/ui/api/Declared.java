package dev.tallyman.ui.api;

import dev.tallyman.index.Arrival;
import dev.tallyman.index.Intake;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.DateTime;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a file besides its path and its bytes.
 *
 * @param modified its own date
 * @param batch what all that is sent together is called
 * @param key by which the client asks again when it got no answer
 */
record Declared(
        @Nullable Instant modified,
        @Nullable String batch,
        @Nullable String key) {
    static final Declared NOTHING = new Declared(null, null, null);

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final HeaderName BATCH = HeaderNames.create("Upload-Batch");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    // Clocks differ.
    private static final Duration FUTURE = Duration.ofDays(1);

    /** What the headers and the query of a request say; {@link Problem} 400 for what cannot be read. */
    static Declared of(ServerRequest request, Instant now) {
        Optional<String> batch = request.query()
                .first("batch")
                .asOptional()
                .or(() -> request.headers().value(BATCH));
        return new Declared(modified(request, now), batch.map(Declared::batch).orElse(null), key(request));
    }

    private static @Nullable Instant modified(ServerRequest request, Instant now) {
        String date = request.headers().value(HeaderNames.LAST_MODIFIED).orElse(null);
        if (date == null) {
            return null;
        }
        try {
            return possible(DateTime.parse(date.strip()).toInstant(), now);
        } catch (DateTimeException e) {
            throw Problem.badRequest("“" + date + "” is not a date; write Last-Modified as HTTP does,"
                    + " Tue, 24 Nov 2026 14:30:00 GMT, or leave it away.");
        }
    }

    /** The date; null for one that no file has, which is a wrong clock's and costs nobody the file. */
    static @Nullable Instant possible(Instant date, Instant now) {
        return date.isBefore(Instant.EPOCH) || date.isAfter(now.plus(FUTURE)) ? null : date;
    }

    /** The name of a batch; {@link Problem} 400. */
    static String batch(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.badRequest("A batch is called by 1 to 200 characters, none of them a control character.");
        }
        return name;
    }

    /** The key of a request that may be sent again; {@link Problem} 400. */
    static @Nullable String key(ServerRequest request) {
        String key = request.headers().value(IDEMPOTENCY_KEY).orElse(null);
        if (key == null) {
            return null;
        }
        // https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ has quotes around it.
        String bare = key.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (!KEY.matcher(bare).matches()) {
            throw Problem.badRequest(
                    "An Idempotency-Key has 1 to 255 visible ASCII characters, a random UUID for one.");
        }
        // What somebody sent is told to nobody else who happens to have the key.
        return Visit.current().map(visit -> visit.person().name() + " " + bare).orElse(bare);
    }

    Arrival arrival(FilePath path, int rank, Intake.Taken taken) {
        return new Arrival(path, rank, taken, modified, batch, key);
    }
}
