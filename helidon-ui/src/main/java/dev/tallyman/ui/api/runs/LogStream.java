package dev.tallyman.ui.api.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.access.Continued;
import dev.tallyman.ui.http.ResponseBody;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends a run's log: all there is, or line by line until the run ends. The id of an event is the
 * byte after its line, so that a client that comes back goes on there.
 */
record LogStream(JobRunner runner, Run run) {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_PER_BEAT = 60;
    private static final int LONG_LINE = 32 * 1024;

    void send(ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        if (ResponseBody.isLeftOut()) {
            response.send();
            return;
        }
        try (OutputStream out = response.outputStream()) {
            JobRunner.Tail tail = runner.log(run, 0);
            while (tail.bytes().hasRemaining()) {
                out.write(tail.bytes().array(), 0, tail.bytes().remaining());
                tail = runner.log(run, tail.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void follow(ServerRequest request, ServerResponse response) {
        long offset = request.headers()
                .first(HeaderNames.create("Last-Event-ID"))
                .or(() -> request.query().first("from").asOptional())
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            follow(sink, offset);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            // The reader has gone, as readers do.
        }
    }

    private void follow(SseSink sink, long from) throws InterruptedException {
        long offset = from;
        int quiet = 0;
        var access = new Continued(Duration.ofSeconds(2));
        while (access.lasts()) {
            JobRunner.Tail tail = runner.log(run, offset);
            long next = lines(sink, tail, offset);
            if (next > offset) {
                offset = next;
                quiet = 0;
                continue;
            }
            if (tail.ended()) {
                // What is left is a last line without an end.
                int left = tail.bytes().limit();
                if (left > 0) {
                    emit(sink, tail.bytes(), 0, left, offset + left);
                    offset += left;
                }
                sink.emit(SseEvent.builder()
                        .id(Long.toString(offset))
                        .name("end")
                        .data(Long.toString(run.id()))
                        .build());
                return;
            }
            if (++quiet % LOOKS_PER_BEAT == 0) {
                sink.emit(SseEvent.builder()
                        .comment("alive")
                        .data(SseEvent.NO_DATA)
                        .build());
            }
            // Another process writes the log: there is no condition to wait on.
            Thread.sleep(LOOK);
        }
    }

    /** Sends the whole lines; the byte after the last of them. */
    private static long lines(SseSink sink, JobRunner.Tail tail, long offset) {
        ByteBuffer bytes = tail.bytes();
        int start = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            boolean newline = bytes.get(i) == '\n';
            if (newline || i - start >= LONG_LINE) {
                emit(sink, bytes, start, newline ? i : i + 1, offset + i + 1);
                start = i + 1;
            }
        }
        return offset + start;
    }

    private static void emit(SseSink sink, ByteBuffer bytes, int start, int end, long next) {
        String line =
                StandardCharsets.UTF_8.decode(bytes.slice(start, end - start)).toString();
        sink.emit(SseEvent.builder()
                .id(Long.toString(next))
                .data(line.replace("\r", ""))
                .build());
    }
}
