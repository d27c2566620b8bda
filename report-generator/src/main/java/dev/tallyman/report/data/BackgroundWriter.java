package dev.tallyman.report.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes rows to a file on a thread of its own, so that compressing does not hold up reading. A few
 * batches may wait; then the reader does.
 */
public final class BackgroundWriter<T> implements AutoCloseable {
    private static final int BATCH = 500;
    private static final int WAITING = 4;

    private final DataFile<T> file;
    private final BlockingQueue<List<T>> batches = new ArrayBlockingQueue<>(WAITING);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;
    private List<T> batch = new ArrayList<>(BATCH);

    public BackgroundWriter(DataFile<T> file, String name) {
        this.file = file;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    public void write(T row) throws IOException {
        batch.add(row);
        if (batch.size() == BATCH) {
            hand(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    // An empty batch is the last one.
    private void hand(List<T> rows) throws IOException {
        try {
            while (!batches.offer(rows, 100, TimeUnit.MILLISECONDS)) {
                if (done.isDone()) {
                    join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    private void work() {
        try {
            for (List<T> rows = batches.take(); !rows.isEmpty(); rows = batches.take()) {
                for (T row : rows) {
                    file.write(row);
                }
            }
            file.close();
            done.complete(null);
        } catch (IOException | RuntimeException | InterruptedException e) {
            done.completeExceptionally(e);
        }
    }

    /** Waits until everything is written, and says what went wrong. */
    public void finish() throws IOException {
        if (!batch.isEmpty()) {
            hand(batch);
        }
        hand(List.of());
        join();
    }

    private void join() throws IOException {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    /** Ends the thread, finished or not: nobody writes to the folder after this. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
