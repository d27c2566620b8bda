package dev.tallyman.ui.http.wire;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection's requests, in the form that Helidon reads: it follows each request
 * from its head to the end of its body, translates what is foreign, and passes on the rest as it
 * came. From the first byte on that is out of order it passes on everything: then Helidon refuses
 * and closes.
 */
final class RequestBytes implements Supplier<byte @Nullable []> {
    /** What of a head that is too long is still read, so that its client sees the answer. */
    private static final int DRAINED = 1 << 20;

    private static final Status TOO_LARGE = Status.create(431, "Request Header Fields Too Large");

    private final Supplier<byte @Nullable []> socket;
    private final PeerInfo here;
    private final Wire.Limits limits;
    private byte[] input = new byte[0];
    private int at;
    private boolean blind;
    private boolean over;
    private boolean returned;
    private boolean old;
    private long begun;
    private long body;
    private @Nullable Chunks chunks;

    RequestBytes(Supplier<byte @Nullable []> socket, PeerInfo here, Wire.Limits limits) {
        this.socket = socket;
        this.here = here;
        this.limits = limits;
    }

    /** True while the request that Helidon answers is one of HTTP/1.0. */
    boolean isOld() {
        return old;
    }

    /** How many requests have begun. */
    long begun() {
        return begun;
    }

    /** Lets nothing follow: the connection ends with the present answer. */
    void end() {
        over = true;
    }

    @Override
    public byte @Nullable [] get() {
        if (over) {
            return null;
        }
        if (blind || body > 0) {
            return plain();
        }
        if (chunks != null) {
            byte[] next = chunks.next(this);
            if (chunks.isOver()) {
                chunks = null;
            }
            return next;
        }
        return head();
    }

    private byte @Nullable [] plain() {
        if (!more()) {
            return null;
        }
        int n = blind ? input.length - at : (int) Math.min(body, input.length - at);
        body -= blind ? 0 : n;
        return take(n);
    }

    /** True when there is a byte to take. */
    boolean more() {
        while (at == input.length) {
            byte[] next = over ? null : socket.get();
            if (next == null) {
                over = true;
                return false;
            }
            input = next;
            at = 0;
        }
        return true;
    }

    /** What has arrived and is not taken. */
    int available() {
        return input.length - at;
    }

    byte take() {
        return input[at++];
    }

    /** At most all that is {@link #available}. */
    void take(byte[] to, int offset, int n) {
        System.arraycopy(input, at, to, offset, n);
        at += n;
    }

    private byte[] take(int n) {
        byte[] taken = at == 0 && n == input.length ? input : Arrays.copyOfRange(input, at, at + n);
        at += n;
        return taken;
    }

    private byte @Nullable [] head() {
        var head = new ByteArrayOutputStream(512);
        int line = 0;
        int lines = 0;
        int first = 0;
        while (more()) {
            byte b = take();
            head.write(b);
            line++;
            boolean ends = b == '\n';
            if (ends != returned) {
                returned = false;
                return asItIs(head);
            }
            returned = b == '\r';
            if (ends && line == 2 && lines > 0) {
                return begin(head.toByteArray());
            }
            if (ends && line == 2) {
                // https://www.rfc-editor.org/rfc/rfc9112#section-2.2-6
                head.reset();
                line = 0;
            } else if (ends) {
                first = lines == 0 ? head.size() : first;
                lines++;
                line = 0;
            }
            prove(lines == 0 ? line : 0, lines == 0 ? 0 : head.size() - first);
        }
        return head.size() == 0 ? null : head.toByteArray();
    }

    private void prove(int line, int fields) {
        if (line > limits.line()) {
            throw tooLong(
                    Status.REQUEST_URI_TOO_LONG_414,
                    "The address has more than " + limits.line() + " bytes; shorten it.");
        }
        if (fields > limits.fields()) {
            throw tooLong(
                    TOO_LARGE, "The headers have more than " + limits.fields() + " bytes; send fewer or shorter ones.");
        }
    }

    private byte[] asItIs(ByteArrayOutputStream seen) {
        blind = true;
        return seen.toByteArray();
    }

    private byte[] begin(byte[] bytes) {
        begun++;
        if (!RequestHead.hasMethod(bytes)) {
            throw refusal(Status.BAD_REQUEST_400, "The request does not begin with a method.");
        }
        RequestHead head = RequestHead.of(bytes);
        if (head == null || (head.length() == RequestHead.UNKNOWN && !head.old())) {
            blind = true;
            old = false;
            return bytes;
        }
        old = head.old();
        blind = head.length() == RequestHead.UNKNOWN;
        chunks = head.length() == RequestHead.CHUNKED ? new Chunks() : null;
        body = Math.max(0, head.length());
        return head.isForeign() ? head.translated(host()) : bytes;
    }

    private String host() {
        var address = (InetSocketAddress) here.address();
        String host = address.getAddress().getHostAddress().replaceFirst("%.*", "");
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private RequestException tooLong(Status status, String words) {
        int last = 0;
        for (int n = 0; n < DRAINED && last != 0x0d0a0d0a && more(); n++) {
            last = last << 8 | (take() & 0xff);
        }
        return refusal(status, words);
    }

    /** After it nothing follows. */
    RequestException refusal(Status status, String words) {
        over = true;
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .status(status)
                .setKeepAlive(false)
                .message(words)
                .build();
    }
}
