package dev.tallyman.ui.health;

import dev.tallyman.index.Index;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Judges whether this process can still serve: from outside, as a client of its own, and from
 * inside. One that cannot is better ended, so that whatever started it starts it again.
 */
public final class Liveness implements AutoCloseable {
    /** Of a process that cannot serve any more. */
    static final int EXIT = 5;

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final List<VitalSign> signs;
    private final Duration pause;
    private final Consumer<String> dead;
    // A thread of the operating system's: it goes on when virtual ones do not.
    private final Thread thread;

    /**
     * @param pause between two looks
     * @param dead told once, with the reason
     */
    Liveness(List<VitalSign> signs, Duration pause, Consumer<String> dead) {
        this.signs = signs;
        this.pause = pause;
        this.dead = dead;
        this.thread = Thread.ofPlatform().daemon().name("liveness").unstarted(this::watch);
    }

    /**
     * A server's.
     *
     * @param heard true when it answers a request of its own
     * @param looks changes while the index is looked at
     * @param index has another one in its place, where somebody put one there by hand
     */
    public static Liveness of(BooleanSupplier heard, LongSupplier looks, Index index) {
        var last = new AtomicLong(-1);
        var old = new OldGeneration();
        return new Liveness(
                List.of(
                        new VitalSign("It does not answer its own requests", 6, heard),
                        new VitalSign("Its heap is full and stays full", 12, old::hasRoom),
                        // Another process may hold the index for a minute or more.
                        new VitalSign("It has stopped looking at the index", 60, () -> {
                            long now = looks.getAsLong();
                            return last.getAndSet(now) != now;
                        }),
                        replaced(index)),
                LOOK,
                why -> {
                    try {
                        index.file().giveWay();
                    } finally {
                        end(why);
                    }
                });
    }

    /** Whoever puts one there by hand has five minutes to copy it, or to take it away again. */
    static VitalSign replaced(Index index) {
        return new VitalSign(
                "Another index was put in the place of the one that it uses",
                60,
                () -> !index.file().isReplaced());
    }

    public void start() {
        thread.start();
    }

    private void watch() {
        try {
            do {
                Thread.sleep(pause); // what it looks for is missing: nothing would wake it
                signs.forEach(VitalSign::look);
            } while (signs.stream().noneMatch(VitalSign::isMissing));
        } catch (InterruptedException e) {
            return;
        }
        signs.stream()
                .filter(VitalSign::isMissing)
                .findFirst()
                .map(VitalSign::dead)
                .ifPresent(dead);
    }

    /** What makes it doubtful that this process can serve. */
    public Optional<String> doubt() {
        return signs.stream().filter(VitalSign::isWeak).findFirst().map(VitalSign::dead);
    }

    /**
     * Ends the process: in good order where that is still possible, and in any case within fifteen
     * seconds.
     */
    static void end(String why) {
        System.err.println("tallyman: cannot serve any more. "
                + why
                + ". It ends with exit code "
                + EXIT
                + ", so that it is started again.");
        try {
            Thread.ofPlatform().daemon().start(() -> System.exit(EXIT));
            Thread.sleep(GRACE); // and is not woken: the exit ends this thread as well
        } catch (Throwable e) {
            // There is no memory for a thread, or the hooks are at work already.
        }
        Runtime.getRuntime().halt(EXIT);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
