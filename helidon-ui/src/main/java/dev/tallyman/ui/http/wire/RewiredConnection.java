package dev.tallyman.ui.http.wire;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketWriter;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** A connection as Helidon sees it, with a socket of ours, or other bytes than those that arrive. */
public record RewiredConnection(
        ConnectionContext context, HelidonSocket serverSocket, DataReader dataReader, DataWriter dataWriter)
        implements ConnectionContext {
    /** The same bytes, through another socket. */
    public static RewiredConnection through(HelidonSocket socket, ConnectionContext context) {
        return new RewiredConnection(
                context, socket, DataReader.create(() -> received(context, socket)), SocketWriter.create(socket));
    }

    // What Helidon has read to find out whose connection this is comes first.
    static byte @Nullable [] received(ConnectionContext context, HelidonSocket socket) {
        int waiting = context.dataReader().available();
        if (waiting > 0) {
            return context.dataReader().readBytes(waiting);
        }
        try {
            return socket.get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("cannot read from the client", e);
        }
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
