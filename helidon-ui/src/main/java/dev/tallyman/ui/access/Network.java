package dev.tallyman.ui.access;

import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits, such as {@code 10.0.0.0/8}.
 *
 * @param base the first of them
 * @param bits how many bits are the same
 */
public record Network(InetAddress base, int bits) {
    // What a household or an office has: finer would name a person, coarser nobody.
    private static final int NEARBY_4 = 24;
    private static final int NEARBY_6 = 48;

    public Network {
        base = masked(base, bits);
    }

    /** Reads {@code address/bits}, or an address for itself alone; names are not looked up. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress base = InetAddress.ofLiteral((slash < 0 ? text : text.substring(0, slash)).strip());
            int longest = base.getAddress().length * 8;
            int bits = slash < 0
                    ? longest
                    : Integer.parseInt(text.substring(slash + 1).strip());
            if (bits >= 0 && bits <= longest) {
                return new Network(base, bits);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new SettingException("“" + text + "” is no network; give one such as 10.0.0.0/8, fd00::/8 or 10.1.2.3.");
    }

    /** The neighbourhood of whoever sent a request: /24, or /48 of IPv6. */
    public static Network near(ServerRequest request) {
        return near(peer(request));
    }

    static Network near(InetAddress address) {
        return new Network(address, address.getAddress().length == 4 ? NEARBY_4 : NEARBY_6);
    }

    static InetAddress peer(ServerRequest request) {
        return ((InetSocketAddress) request.remotePeer().address()).getAddress();
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == base.getAddress().length
                && masked(address, bits).equals(base);
    }

    private static InetAddress masked(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        int whole = bits / 8;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xff00 >> bits % 8);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it has as many bytes as before", e);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}
