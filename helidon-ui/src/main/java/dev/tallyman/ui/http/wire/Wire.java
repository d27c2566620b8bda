package dev.tallyman.ui.http.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Takes every connection and gives Helidon's HTTP/1.1 its bytes through {@link RequestBytes}, and the
 * client Helidon's answers through {@link AnswerBytes}: HTTP/1.0, chunk extensions, trailers and large
 * chunks arrive in the one form that Helidon reads.
 */
public final class Wire implements ServerConnectionSelector {
    // Helidon counts in another way, and answers with another status.
    private static final int MARGIN = 1 << 10;

    private static final int FIELDS = 16 << 10;

    private final Http1ConnectionSelector helidon;
    private final Limits limits;

    /**
     * For one port.
     *
     * @param line how long a request line may be, in bytes
     */
    public Wire(int line) {
        limits = new Limits(line, FIELDS);
        var config = Http1Config.builder()
                .maxPrologueLength(line)
                .maxHeadersSize(FIELDS + MARGIN)
                .build();
        helidon = Http1ConnectionSelector.builder().config(config).build();
    }

    /** How long the head of a request may be, in bytes. */
    record Limits(int line, int fields) {}

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of("http/1.1");
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var requests = new RequestBytes(
                () -> RewiredConnection.received(context, context.serverSocket()), context.localPeer(), limits);
        var answers = new AnswerBytes(context.dataWriter(), requests);
        return helidon.connection(
                new RewiredConnection(context, context.serverSocket(), DataReader.create(requests), answers));
    }
}
