package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.budget.Patience;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection, which knows since when it waits for its client. Helidon has no time
 * limit of its own for a read or a write.
 */
final class TimedSocket implements HelidonSocket {
    // A write blocks until all of it has gone, so what is large goes in pieces: each is progress.
    private static final int PIECE = 16 << 10;
    private static final long NOT = Long.MIN_VALUE;

    private final HelidonSocket socket;
    private volatile BooleanSupplier betweenRequests = () -> true;
    private volatile long waits = NOT;
    private volatile long head = NOT;

    TimedSocket(HelidonSocket socket) {
        this.socket = socket;
    }

    /** Told how to find out whether the next to come is a request. */
    void begin(BooleanSupplier isBetweenRequests) {
        betweenRequests = isBetweenRequests;
    }

    /** True when the client has made no progress for longer than it may. */
    boolean isOverdue(Patience patience, long now) {
        long since = waits;
        if (since == NOT) {
            return false;
        }
        if (!betweenRequests.getAsBoolean()) {
            return now - since > patience.stall().toNanos();
        }
        long began = head;
        return began == NOT
                ? now - since > patience.idle().toNanos()
                : now - began > patience.head().toNanos();
    }

    @Override
    public byte @Nullable [] get() {
        boolean request = betweenRequests.getAsBoolean();
        waits = System.nanoTime();
        try {
            byte[] bytes = socket.get();
            if (request && head == NOT) {
                head = System.nanoTime();
            }
            return bytes;
        } finally {
            waits = NOT;
        }
    }

    @Override
    public void write(BufferData data) {
        head = NOT;
        try {
            while (data.available() > PIECE) {
                byte[] piece = new byte[PIECE];
                int n = data.read(piece);
                waits = System.nanoTime();
                socket.write(BufferData.create(piece, 0, n));
            }
            waits = System.nanoTime();
            socket.write(data);
        } finally {
            waits = NOT;
        }
    }

    @Override
    @SuppressWarnings("removal")
    public int read(BufferData buffer) {
        throw new UnsupportedOperationException("nothing reads so");
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void idle() {
        socket.idle();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public PeerInfo remotePeer() {
        return socket.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return socket.localPeer();
    }

    @Override
    public boolean isSecure() {
        return socket.isSecure();
    }

    @Override
    public String socketId() {
        return socket.socketId();
    }

    @Override
    public String childSocketId() {
        return socket.childSocketId();
    }
}
