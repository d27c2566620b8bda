package dev.tallyman.description.reading;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** The file that is described as PDFBox reads it: anywhere, and never all of it into memory. */
public final class SourceAccess implements RandomAccessRead {
    private final Source source;
    private long position;
    private boolean closed;

    public SourceAccess(Source source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int some = source.read(position, to, offset, length);
        position += Math.max(0, some);
        return some;
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public void seek(long to) throws IOException {
        if (to < 0) {
            throw new IOException("it points in front of its beginning");
        }
        position = to;
    }

    @Override
    public long length() {
        return source.size();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isEOF() {
        return position >= source.size();
    }

    @Override
    public RandomAccessReadView createView(long from, long length) {
        return new RandomAccessReadView(this, from, length);
    }

    @Override
    public void close() {
        closed = true;
    }
}
