package dev.tallyman.description.reading;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** The file that is described as ImageIO reads it; the JDK’s own streams hold all that was read. */
public final class SourceImage extends ImageInputStreamImpl {
    private final Source source;

    public SourceImage(Source source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        bitOffset = 0;
        int some = source.read(streamPos, to, offset, length);
        streamPos += Math.max(0, some);
        return some;
    }

    @Override
    public long length() {
        return source.size();
    }
}
