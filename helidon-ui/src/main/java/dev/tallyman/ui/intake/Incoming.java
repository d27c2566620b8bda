package dev.tallyman.ui.intake;

import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.budget.Blocks;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A body on its way to the volume: what comes of it is held in blocks of the memory that all requests share. */
public final class Incoming implements AutoCloseable {
    private final InputStream body;
    private final Blocks blocks;
    private final int first;
    private final Gate.Place place;

    private Incoming(InputStream body, Blocks blocks, int first, Gate.Place place) {
        this.body = body;
        this.blocks = blocks;
        this.first = first;
        this.place = place;
    }

    /** Whoever takes the bytes, block by block. */
    public interface Sink {
        /**
         * Takes one block.
         *
         * @param beside it may be in use until the next one comes
         */
        void take(byte[] block, int length, boolean beside) throws IOException;
    }

    /** Waits for the first bytes, and then for a place among the uploads. */
    public static Incoming of(InputStream body, Budget budget) {
        var blocks = new Blocks(budget.memory());
        try {
            // Whoever sends next to nothing and waits has no place among those that send.
            int first = read(body, blocks);
            return new Incoming(body, blocks, first, budget.upload());
        } catch (RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    /** Brings all of it, unless it is more than a limit. */
    public void bring(Sink sink, long limit, Supplier<Problem> tooMuch) throws IOException {
        long size = 0;
        for (int n = first; n > 0; n = read(body, blocks)) {
            size += n;
            if (size > limit) {
                throw tooMuch.get();
            }
            sink.take(blocks.block(), n, blocks.isLarge());
            blocks.next();
        }
    }

    /** Waits until the next block is full, or the body ends. */
    private static int read(InputStream body, Blocks blocks) {
        try {
            return blocks.fill(body);
        } catch (RequestException | HttpException | CloseConnectionException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CloseConnectionException("the client went away", e);
        }
    }

    @Override
    public void close() {
        place.close();
        blocks.close();
    }
}
