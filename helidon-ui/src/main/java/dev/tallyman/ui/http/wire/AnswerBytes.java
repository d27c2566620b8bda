package dev.tallyman.ui.http.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The bytes of a connection's answers. One to HTTP/1.0 has no chunks: what Helidon sends in chunks
 * ends with the connection instead.
 */
final class AnswerBytes implements DataWriter {
    private static final Pattern CHUNKED = Pattern.compile("(?i)\\r\\nTransfer-Encoding:[ \\t]*chunked(?=\\r\\n)");
    private static final Pattern CONNECTION = Pattern.compile("(?i)\\r\\nConnection:[^\\r]*");

    private final DataWriter socket;
    private final RequestBytes requests;
    private final StringBuilder line = new StringBuilder();
    private long answered;
    private boolean chunked;
    private long left;

    AnswerBytes(DataWriter socket, RequestBytes requests) {
        this.socket = socket;
        this.requests = requests;
    }

    @Override
    public void write(BufferData... buffers) {
        for (BufferData buffer : buffers) {
            write(buffer);
        }
    }

    @Override
    public void write(BufferData buffer) {
        if (requests.isOld()) {
            socket.write(old(buffer.readBytes()));
        } else {
            socket.write(buffer);
        }
    }

    @Override
    public void writeNow(BufferData... buffers) {
        for (BufferData buffer : buffers) {
            writeNow(buffer);
        }
    }

    @Override
    public void writeNow(BufferData buffer) {
        if (requests.isOld()) {
            socket.writeNow(old(buffer.readBytes()));
        } else {
            socket.writeNow(buffer);
        }
    }

    @Override
    public void flush() {
        socket.flush();
    }

    @Override
    public void close() {
        socket.close();
    }

    private BufferData old(byte[] bytes) {
        int start = 0;
        var out = new ByteArrayOutputStream(bytes.length);
        if (answered != requests.begun()) {
            answered = requests.begun();
            start = head(bytes, out);
        }
        if (chunked) {
            unchunk(bytes, start, out);
        } else {
            out.write(bytes, start, bytes.length - start);
        }
        return BufferData.create(out.toByteArray());
    }

    /** Where the head ends, which Helidon writes at once. */
    private int head(byte[] bytes, ByteArrayOutputStream out) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 2;
        String head = text.substring(0, end);
        chunked = CHUNKED.matcher(head).find();
        left = 0;
        if (chunked) {
            head = CHUNKED.matcher(head).replaceAll("");
            head = CONNECTION.matcher(head).replaceAll("") + "Connection: close\r\n";
            requests.end();
        }
        out.writeBytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return end + 2;
    }

    // Helidon's own chunks: no extensions, no trailers.
    private void unchunk(byte[] bytes, int from, ByteArrayOutputStream out) {
        for (int at = from; at < bytes.length; ) {
            if (left > 0) {
                int n = (int) Math.min(left, bytes.length - at);
                out.write(bytes, at, n);
                left -= n;
                at += n;
                continue;
            }
            char c = (char) bytes[at++];
            if (c != '\r' && c != '\n') {
                line.append(c);
            } else if (c == '\n' && !line.isEmpty()) {
                left = Long.parseLong(line.toString(), 16);
                line.setLength(0);
            }
        }
    }
}
