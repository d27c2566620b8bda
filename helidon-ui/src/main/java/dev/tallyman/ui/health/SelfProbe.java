package dev.tallyman.ui.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A request to a listener of this process, as a client of it would make one. */
public record SelfProbe(InetAddress bound, int port, Duration longest) {
    private static final byte[] REQUEST = "HEAD /openapi.yaml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** True when there is an answer, be it a refusal, and no failure. */
    public boolean isAnswered() {
        InetAddress host = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        try (var socket = new Socket()) {
            socket.setSoTimeout((int) longest.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) longest.toMillis());
            socket.getOutputStream().write(REQUEST);
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            String status = new String(line, StandardCharsets.US_ASCII);
            return status.startsWith("HTTP/1.1 ") && !status.endsWith(" 500");
        } catch (IOException e) {
            return false;
        }
    }
}
