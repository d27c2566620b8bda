package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half an hour of many people at once, in a small memory, with thousands of slow and silent
 * connections for its second half; only {@code bench/soak} starts it. Each person waits about a
 * second between requests, as people do, so that the times are the server's and not a queue's.
 */
class SoakCrowd {
    private static final int MINUTES = Integer.getInteger("tallyman.soak.minutes", 30);
    private static final int UPLOADERS = 50;
    private static final int READERS = 20;
    private static final int STREAMS = 200;
    private static final int SLOW = 5_000;
    private static final long LIMIT = 512L << 20;
    private static final List<String> PAGES =
            List.of("/", "/runs", "/trash", "/api/v1/summary", "/api/v1/files?limit=100", "/?q=soak");

    @TempDir
    Path temp;

    private final Latencies uploads = new Latencies();
    private final Latencies reads = new Latencies();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private volatile boolean over;

    @Test
    void aCrowdIsServedAndLeavesNothingBehind() throws Exception {
        var faults = new ArrayList<String>();
        try (var cgroup = new Cgroup("soak", LIMIT);
                var server = Server.start(cgroup, temp.resolve("data"))) {
            for (String page : PAGES) {
                server.get(page).answered(200);
            }
            var start = Footprint.of(server);
            System.out.println("at the start: " + start);
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                crowd(people, server);
                measure(server, cgroup, faults);
                over = true;
                people.shutdownNow();
            }
            server.settle();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(60));
            var end = Footprint.of(server);
            System.out.println("60 s after they have gone: " + end);
            faults.addAll(end.beyond(start));
            faults.addAll(cgroup.faults());
        }
        if (errors.get() > 0) {
            faults.add(errors.get() + " requests failed");
        }
        assertEquals(List.of(), faults);
    }

    private void crowd(ExecutorService people, Server server) {
        for (int n = 0; n < UPLOADERS; n++) {
            int person = n;
            people.execute(() -> person(uploads, turn -> upload(server, person, turn)));
        }
        for (int n = 0; n < READERS; n++) {
            people.execute(() -> person(
                    reads, turn -> server.get(PAGES.get(turn % PAGES.size())).status() == 200));
        }
        for (int n = 0; n < STREAMS; n++) {
            people.execute(() -> listen(server));
        }
    }

    private static boolean upload(Server server, int person, int turn) throws Exception {
        byte[] body = new byte[ThreadLocalRandom.current().nextInt(200, 200_000)];
        ThreadLocalRandom.current().nextBytes(body);
        return server.put("soak/%d/%d.bin".formatted(person, turn), body).status() == 201;
    }

    /** What a person does, turn after turn; true when it went well. */
    private interface Deed {
        boolean does(int turn) throws Exception;
    }

    private void person(Latencies latencies, Deed deed) {
        for (int turn = 0; !over; turn++) {
            long begin = System.nanoTime();
            try {
                if (!deed.does(turn)) {
                    errors.incrementAndGet();
                }
            } catch (InterruptedException _) {
                return;
            } catch (Exception e) {
                if (over) {
                    return;
                }
                errors.incrementAndGet();
                System.out.println("a request failed: " + e);
            }
            latencies.add(System.nanoTime() - begin);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500, 1500) * 1_000_000);
        }
    }

    private void listen(Server server) {
        while (!over) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                socket.getOutputStream()
                        .write("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                while (!over && in.readLine() != null) {
                    events.incrementAndGet();
                }
            } catch (IOException _) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /** A line a minute; the first half without the slow ones, the second with them. */
    private void measure(Server server, Cgroup cgroup, List<String> faults) throws Exception {
        Latencies.Minute before = null;
        int half = Math.max(1, MINUTES / 2);
        for (int minute = 1; minute <= half; minute++) {
            pause(Duration.ofMinutes(1), null);
            before = line(minute, server, cgroup, "");
            Tallyman.run("report", "--data", server.data());
        }
        try (var slow = new SlowClients(server.port(), SLOW)) {
            for (int minute = half + 1; minute <= Math.max(MINUTES, half + 1); minute++) {
                pause(Duration.ofMinutes(1), slow);
                var now = line(
                        minute,
                        server,
                        cgroup,
                        ", %,d slow connections (%,d refused)".formatted(slow.connected(), slow.refused()));
                if (now.p99() > 200) {
                    faults.add("minute %d: reads' p99 %.0f ms beside slow clients (before them %.0f)"
                            .formatted(minute, now.p99(), before == null ? 0 : before.p99()));
                }
            }
        }
    }

    private static void pause(Duration duration, @Nullable SlowClients slow) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            if (slow != null) {
                slow.tick();
            }
        }
    }

    private Latencies.Minute line(int minute, Server server, Cgroup cgroup, String more) throws Exception {
        var read = reads.take();
        System.out.printf(
                "minute %d: reads %s; uploads %s; %,d events; %,d errors; %s; cgroup %,d MB at most%s%n",
                minute,
                read,
                uploads.take(),
                events.getAndSet(0),
                errors.get(),
                Footprint.light(server),
                cgroup.peak() >> 20,
                more);
        return read;
    }
}
