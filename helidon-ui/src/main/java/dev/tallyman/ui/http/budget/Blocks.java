package dev.tallyman.ui.http.budget;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The blocks in which a large body passes through memory. They begin small and grow with what has
 * passed, as far as the memory that all requests share allows: a client that stalls early holds
 * almost nothing, and many slow ones leave the others room.
 */
public final class Blocks implements AutoCloseable {
    /** What each may have, however many there are. */
    public static final int SMALL = 8 << 10;

    private static final int FIRST = 1 << 10;
    private static final List<Integer> LARGER = List.of(64 << 10, 256 << 10);

    private final Gate memory;
    private byte[] block = new byte[FIRST];
    private byte[] other = block;
    private Gate.Place place = () -> {};
    private int grown;
    private boolean full;

    public Blocks(Gate memory) {
        this.memory = memory;
    }

    /** The present block, to be filled. */
    public byte[] block() {
        return block;
    }

    /** Fills the present block; how much of it, 0 at the end. */
    public int fill(InputStream body) throws IOException {
        int n = body.readNBytes(block, 0, block.length);
        full = n == block.length;
        return n;
    }

    /** True when this block may still be in use while the next one is filled. */
    public boolean isLarge() {
        return grown > 0;
    }

    /** Goes on with another block: after a full one with a larger one, if there is room. */
    public void next() {
        if (!full) {
            return; // nothing follows
        }
        if (block.length < SMALL) {
            block = new byte[SMALL];
            other = block;
        } else if (grown < LARGER.size() && grow(LARGER.get(grown))) {
            grown++;
        } else {
            byte[] taken = block;
            block = other;
            other = taken;
        }
    }

    private boolean grow(int size) {
        Optional<Gate.Place> larger = memory.enterAtLeisure((2 * size) >> 10);
        larger.ifPresent(taken -> {
            place.close();
            place = taken;
            block = new byte[size];
            other = new byte[size];
        });
        return larger.isPresent();
    }

    @Override
    public void close() {
        place.close();
    }
}
