package dev.tallyman.processor.sweep;

import java.util.function.Consumer;

/** A part of a sweep that works in a thread of its own. */
interface SweepThread {
    void run() throws InterruptedException;

    /** Starts it; what it throws is told, so that no part dies in silence. */
    static Thread start(String name, SweepThread part, Consumer<Throwable> failed) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                part.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                failed.accept(e);
            }
        });
    }
}
