package dev.tallyman.description.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** The file that is described as commons-compress reads it. */
public final class SourceChannel implements SeekableByteChannel {
    private static final int PIECE = 64 * 1024;

    private final Source source;
    private long position;
    private boolean open = true;

    public SourceChannel(Source source) {
        this.source = source;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (!to.hasRemaining()) {
            return 0;
        }
        byte[] bytes = source.at(position, Math.min(PIECE, to.remaining()));
        to.put(bytes);
        position += bytes.length;
        return bytes.length == 0 ? -1 : bytes.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
