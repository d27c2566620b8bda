package dev.tallyman.ui.http.budget;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * How much of everything the server may use at once, for all requests together: derived at start
 * from what the process was given, and shown in the metrics. What is beyond waits for its turn, or
 * is told to come back.
 */
public final class Budget {
    private static final Duration TURN = Duration.ofSeconds(5);

    // Of the heap: three fifths for connections, a quarter for files and for what is large;
    // the rest is the program's own. Each of these is what one costs at most, measured.
    private static final int CONNECTION = 22 << 10;
    private static final int UPLOAD = 12 << 10;
    private static final int DOWNLOAD = 12 << 10;
    private static final int REQUEST = 512 << 10;
    private static final int SOCKET = 16 << 10; // in the kernel, which counts in a container

    // The jars, the index with its readers, logs, pipes of child processes.
    private static final int OWN_DESCRIPTORS = 160;

    private final Patience patience;
    private final int connections;
    private final int healthConnections;
    private final Gate requests;
    private final Gate uploads;
    private final Gate downloads;
    private final Gate streams;
    private final Gate memory;

    /**
     * What a process was given.
     *
     * @param heap its largest size in bytes
     * @param memory of the container, or of the machine where there is none, in bytes
     * @param descriptors files and sockets that may be open (RLIMIT_NOFILE)
     */
    public record Given(long heap, long memory, long descriptors) {
        /** What this process was given. */
        public static Given now() {
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Given(
                    Runtime.getRuntime().maxMemory(), system.getTotalMemorySize(), system.getMaxFileDescriptorCount());
        }
    }

    /**
     * @param turn how long anything waits for a place
     * @param patience with clients that make no progress
     */
    public Budget(Given given, Duration turn, Patience patience) {
        this.patience = patience;
        // Of the descriptors half for connections, the rest for the files that they write and read.
        long open = Math.max(64, given.descriptors() - OWN_DESCRIPTORS);
        long beside = Math.max(0, given.memory() - given.heap());
        this.healthConnections = within(8, 64, open / 16);
        this.connections = within(
                16, 50_000, open / 2 - healthConnections, given.heap() * 3 / 5 / CONNECTION, beside / 2 / SOCKET);
        this.requests = new Gate("requests", within(8, 256, given.heap() / 8 / REQUEST), 1024, turn);
        this.uploads = new Gate("uploads", within(8, 4096, open / 4, given.heap() / 12 / UPLOAD), 256, turn);
        this.downloads = new Gate("downloads", within(8, 4096, open / 4, given.heap() / 12 / DOWNLOAD), 256, turn);
        this.streams = new Gate("event_streams", within(8, 4096, connections / 2), 0, turn);
        this.memory = new Gate("kib_of_memory", within(4096, 1 << 20, given.heap() / 10 / 1024), 256, turn);
    }

    /** The budget of this process. */
    public static Budget ofThisProcess() {
        return new Budget(Given.now(), TURN, Patience.USUAL);
    }

    private static int within(int least, int most, long... limits) {
        long smallest = most;
        for (long limit : limits) {
            smallest = Math.min(smallest, limit);
        }
        return (int) Math.max(least, smallest);
    }

    /** Connections to the pages and the API, whatever they do. */
    public int connections() {
        return connections;
    }

    public Patience patience() {
        return patience;
    }

    /** Connections to health and metrics, so that these answer whatever goes on beside them. */
    public int healthConnections() {
        return healthConnections;
    }

    /** A place for a file that arrives; the request's turn has ended. */
    public Gate.Place upload() {
        Turn.end();
        return uploads.enter();
    }

    /** A place for a file that leaves; the request's turn has ended. */
    public Gate.Place download() {
        Turn.end();
        return downloads.enter();
    }

    /** A place for one who is told what happens, as it happens; the request's turn has ended. */
    public Gate.Place stream() {
        Turn.end();
        return streams.enter();
    }

    /** Requests that are worked on, not those that wait for their clients. */
    public Gate requests() {
        return requests;
    }

    /** Memory for what is large, in KiB. */
    public Gate memory() {
        return memory;
    }

    /** True when somebody waits for a place that slow clients may hold. */
    public boolean isShort() {
        return uploads.waiting() + downloads.waiting() + memory.waiting() > 0;
    }

    public List<Gate> gates() {
        return List.of(requests, uploads, downloads, streams, memory);
    }
}
