package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Patience;
import dev.tallyman.ui.http.wire.RewiredConnection;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The open connections of one listener: counted, and let go when their clients make no progress.
 * The fewer places are left, the sooner.
 */
public final class Connections implements ServerConnectionSelector {
    private final int most;
    private final Budget budget;
    private final ServerConnectionSelector http;
    private final Set<TimedSocket> sockets = ConcurrentHashMap.newKeySet();
    private final LongAdder letGo = new LongAdder();

    /**
     * @param most that the listener accepts
     * @param http makes of a connection what answers requests
     */
    public Connections(int most, Budget budget, ServerConnectionSelector http) {
        this.most = most;
        this.budget = budget;
        this.http = http;
    }

    /** Lets go whoever has made no progress for too long; asked for once a second. */
    public void letGo() {
        Patience patience = patience();
        long now = System.nanoTime();
        for (TimedSocket socket : sockets) {
            if (socket.isOverdue(patience, now)) {
                letGo.increment();
                socket.close();
            }
        }
    }

    private Patience patience() {
        Patience usual = budget.patience();
        if (sockets.size() > most - most / 8) {
            return usual.crowd();
        }
        return budget.isShort() ? usual.shortage() : usual;
    }

    public int most() {
        return most;
    }

    public int open() {
        return sockets.size();
    }

    /** How many made no progress for too long, since the start. */
    public long wereLetGo() {
        return letGo.sum();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var socket = new TimedSocket(context.serverSocket());
        return new Counted(http.connection(RewiredConnection.through(socket, context)), socket);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    /** Is among the open ones while it is handled. */
    private final class Counted implements ServerConnection, InterruptableTask<Void> {
        private final ServerConnection connection;
        private final TimedSocket socket;

        Counted(ServerConnection connection, TimedSocket socket) {
            this.connection = connection;
            this.socket = socket;
            socket.begin(this::canInterrupt);
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            sockets.add(socket);
            try {
                connection.handle(limit);
            } finally {
                sockets.remove(socket);
            }
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }
    }
}
