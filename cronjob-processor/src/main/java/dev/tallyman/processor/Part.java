package dev.tallyman.processor;

import java.util.function.Consumer;

/** A part of a sweep that works in a thread of its own. */
interface Part {
    void run() throws InterruptedException;

    /** Starts it; what it throws is told, so that no part dies in silence. */
    static Thread start(String name, Part part, Consumer<Throwable> failed) {
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
