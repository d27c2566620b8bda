package dev.tallyman.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Set;

/** How a file begins, for people who recognise formats by it. */
final class FirstBytes {
    private static final int SHOWN = 12;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private FirstBytes() {}

    /** In hex; empty where the file cannot be read, or is not a regular one any more. */
    static String of(Path file) {
        // Opening a pipe would wait for somebody who writes to it.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(SHOWN);
            int read;
            do {
                read = channel.read(bytes);
            } while (read > 0);
            return HEX.formatHex(bytes.array(), 0, bytes.position());
        } catch (IOException e) {
            return "";
        }
    }
}
