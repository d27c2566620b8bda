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
        bitOffset = 0;
        byte[] one = source.at(streamPos, 1);
        streamPos += one.length;
        return one.length == 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        byte[] bytes = source.at(streamPos, (int) Math.min(length, Math.max(0, source.size() - streamPos)));
        System.arraycopy(bytes, 0, to, offset, bytes.length);
        streamPos += bytes.length;
        return bytes.length == 0 ? -1 : bytes.length;
    }

    @Override
    public long length() {
        return source.size();
    }
}
