package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that cost their owner nothing: one third say nothing, one third stop within the
 * request's head, one third begin an upload and send a byte now and then. One that the server has
 * let go is opened again, as a bad neighbour would.
 */
final class SlowClients implements AutoCloseable {
    private enum Habit {
        SILENT(""),
        HALF_A_HEAD("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-"),
        DRIP("PUT /api/v1/files/by-path/drip HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nabc");

        final String opening;

        Habit(String opening) {
            this.opening = opening;
        }
    }

    private record Client(Habit habit, SocketChannel socket) {}

    private final InetSocketAddress address;
    private final List<Client> clients = new ArrayList<>();
    private long refused;

    SlowClients(int port, int count) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int n = 0; n < count; n++) {
            open(Habit.values()[n % Habit.values().length]);
        }
    }

    private void open(Habit habit) {
        try {
            var socket = SocketChannel.open();
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(address);
            socket.configureBlocking(false);
            socket.write(ByteBuffer.wrap(habit.opening.getBytes(US_ASCII)));
            clients.add(new Client(habit, socket));
        } catch (IOException _) {
            refused++;
        }
    }

    /** One more byte from each that drips; what the server has closed is opened again. */
    void tick() throws IOException {
        for (Client client : List.copyOf(clients)) {
            if (isClosed(client)) {
                client.socket.close();
                clients.remove(client);
                open(client.habit);
            }
        }
    }

    private static boolean isClosed(Client client) {
        try {
            if (client.habit == Habit.DRIP) {
                client.socket.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
            return client.socket.read(ByteBuffer.allocate(1024)) < 0;
        } catch (IOException _) {
            return true;
        }
    }

    int connected() {
        return clients.size();
    }

    long refused() {
        return refused;
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.socket.close();
        }
        clients.clear();
    }
}
