package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Busy;
import dev.tallyman.ui.http.budget.Turn;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets each request have its turn, and tells those for whom it does not come to try again. */
public record AdmissionFilter(Budget budget) implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        request.streamFilter(Unhurried::new);
        try {
            Turn.take(budget, chain::proceed);
        } catch (Busy busy) {
            // Sent, not thrown: the filters around this one are to see the answer.
            Problem.of(busy).send(response);
        }
    }

    /** A body: whoever reads it waits for the client, and does so without a turn. */
    private static final class Unhurried extends FilterInputStream {
        Unhurried(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            Turn.end();
            return super.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            Turn.end();
            return super.read(to, offset, length);
        }
    }
}
