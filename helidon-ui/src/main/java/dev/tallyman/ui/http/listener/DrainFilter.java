package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.ResponseBody;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends an exchange so that the client sees the answer: closes the connection when asked to, or when
 * the server goes, and reads on, within bounds, what a client goes on sending after it was refused.
 */
public final class DrainFilter implements Filter {
    private static final System.Logger LOG = System.getLogger(DrainFilter.class.getName());
    private static final long DRAINED = 64L << 20;

    private final GracefulStop gracefulStop;

    public DrainFilter(GracefulStop gracefulStop) {
        this.gracefulStop = gracefulStop;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var body = new AtomicReference<InputStream>();
        request.streamFilter(stream -> {
            var whole = new Body(stream, ErrorAnswers.where(request));
            body.set(whole);
            return whole;
        });
        if (gracefulStop.hasBegun()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        ResponseBody.proceed(chain, request);
        if (!isRead(request, body)) {
            throw new CloseConnectionException("the body is too long to be read for nothing");
        }
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("the connection is to be closed");
        }
    }

    // A client that waits for "100 Continue" and got an answer instead will send nothing.
    private static boolean isRead(RoutingRequest request, AtomicReference<InputStream> body) {
        if (!request.content().hasEntity() || request.content().consumed()) {
            return true;
        }
        if (!request.continueSent()) {
            return false;
        }
        try {
            InputStream rest = body.get() == null ? request.content().inputStream() : body.get();
            byte[] buffer = new byte[4 << 10]; // many may be refused at once, and stall
            long drained = 0;
            for (int n = rest.read(buffer); n >= 0; n = rest.read(buffer)) {
                drained += n;
                if (drained > DRAINED) {
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            throw new CloseConnectionException("the client went away", e);
        }
    }

    /** A body whose client may go away in the middle of it, which is nobody's error. */
    private static final class Body extends FilterInputStream {
        private final String where;
        private long read;

        Body(InputStream in, String where) {
            super(in);
            this.where = where;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            try {
                int n = in.read(to, offset, length);
                read += Math.max(0, n);
                return n;
            } catch (RequestException | CloseConnectionException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.INFO, where + ": the client went away after " + read + " bytes");
                throw new CloseConnectionException("the client went away", e);
            }
        }
    }
}
