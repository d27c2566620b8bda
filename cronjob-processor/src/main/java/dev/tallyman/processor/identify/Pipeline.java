package dev.tallyman.processor.identify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Answers names on all processors and writes the answers in the names' order. A bounded number of
 * batches is under way, however fast names arrive or however slowly answers are taken.
 */
final class Pipeline {
    private static final int UNDER_WAY = 32;

    private final BiConsumer<RawName, ByteArrayOutputStream> answer;
    private final BlockingQueue<Future<byte[]>> queue = new ArrayBlockingQueue<>(UNDER_WAY);

    private final int workers;

    /**
     * @param answer writes one name's line; called by several threads
     */
    Pipeline(BiConsumer<RawName, ByteArrayOutputStream> answer, int workers) {
        this.workers = workers;
        this.answer = answer;
    }

    /** Returns when every name is answered and written. */
    void run(NameReader names, OutputStream out) throws IOException, InterruptedException {
        var threads = Thread.ofPlatform().daemon();
        ExecutorService pool = Executors.newFixedThreadPool(workers, threads.factory());
        Thread reader = threads.start(() -> readAll(names, pool));
        try {
            writeAll(out);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            reader.interrupt();
            pool.shutdownNow();
        }
    }

    // An empty batch ends the queue; a failure to read travels in it as well.
    private void readAll(NameReader names, ExecutorService pool) {
        try {
            try {
                List<RawName> batch;
                do {
                    batch = names.batch();
                    List<RawName> taken = batch;
                    queue.put(pool.submit(() -> lines(taken)));
                } while (!batch.isEmpty());
            } catch (IOException e) {
                queue.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] lines(List<RawName> names) {
        var out = new ByteArrayOutputStream(names.size() * 128);
        for (RawName name : names) {
            answer.accept(name, out);
            out.write('\n');
        }
        return out.toByteArray();
    }

    private void writeAll(OutputStream out) throws IOException, InterruptedException, ExecutionException {
        while (true) {
            byte[] lines = queue.take().get();
            if (lines.length == 0) {
                out.flush();
                return;
            }
            out.write(lines);
            if (queue.isEmpty()) {
                out.flush();
            }
        }
    }
}
