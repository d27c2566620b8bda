package dev.tallyman.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The line between a browser and a server, as it is on trains: it cuts, swallows, stalls and resets. */
final class BadLine implements AutoCloseable {
    private static final int BLOCK = 16 << 10;

    /** How it treats bytes and new connections. */
    enum Mood {
        GOOD,
        /** Nobody gets through. */
        CUT,
        /** What is sent is taken, and leads nowhere. */
        BLACK_HOLE,
        /** The server’s end is gone, and the browser’s does not know. */
        HALF_OPEN,
        /** 50 KB a second. */
        SLOW,
        /** One connection in ten is reset on its way. */
        RESETS
    }

    private record Pair(Socket browser, Socket server) {
        void reset() {
            for (Socket socket : new Socket[] {browser, server}) {
                try {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (IOException _) {
                    // It is gone already.
                }
            }
        }
    }

    private final ServerSocket entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Pair> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();
    private final Chance chance;
    private volatile int target;
    private volatile Mood mood = Mood.GOOD;

    BadLine(int target, Chance chance) throws IOException {
        this.target = target;
        this.chance = chance;
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    /** The server has come back at another port. */
    void leadTo(int port) {
        target = port;
    }

    void be(Mood now) throws IOException {
        mood = now;
        if (now == Mood.CUT) {
            cut();
        } else if (now == Mood.HALF_OPEN) {
            for (Pair pair : open) {
                pair.server().close();
            }
        }
    }

    /** Ends all connections at once; new ones come through. */
    void cut() {
        open.forEach(Pair::reset);
    }

    /** Bytes that browsers have sent so far. */
    long sent() {
        return up.get();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket browser = entrance.accept();
                threads.execute(() -> connect(browser));
            } catch (IOException _) {
                // It was closed.
            }
        }
    }

    private void connect(Socket browser) {
        if (mood == Mood.CUT) {
            new Pair(browser, browser).reset();
            return;
        }
        try {
            var pair = new Pair(browser, new Socket(InetAddress.getLoopbackAddress(), target));
            open.add(pair);
            long limit = mood == Mood.RESETS && chance.below(10) == 0 ? chance.below(BLOCK) : Long.MAX_VALUE;
            threads.execute(() -> pump(pair, browser, pair.server(), up, limit));
            pump(pair, pair.server(), browser, null, Long.MAX_VALUE);
        } catch (IOException _) {
            new Pair(browser, browser).reset();
        }
    }

    private void pump(Pair pair, Socket from, Socket to, @Nullable AtomicLong counter, long limit) {
        byte[] block = new byte[BLOCK];
        long passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                passed += n;
                if (passed > limit) {
                    break;
                }
                if (mood == Mood.BLACK_HOLE || mood == Mood.HALF_OPEN) {
                    stall();
                }
                if (mood == Mood.SLOW) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20L * n / 1000));
                }
                out.write(block, 0, n);
                out.flush();
                if (counter != null) {
                    counter.addAndGet(n);
                }
            }
        } catch (IOException _) {
            // One end is gone; so is the other, unless nobody tells it.
        }
        if (mood == Mood.HALF_OPEN) {
            try {
                stall();
            } catch (IOException _) {
                // Now it is told.
            }
        }
        open.remove(pair);
        pair.reset();
    }

    // What was swallowed is lost: when the line is good again, this connection is not.
    private void stall() throws IOException {
        while ((mood == Mood.BLACK_HOLE || mood == Mood.HALF_OPEN) && !entrance.isClosed()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IOException("the line was dead");
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
        threads.shutdownNow();
    }
}
