package dev.tallyman.report;

import dev.tallyman.index.FilePath;
import dev.tallyman.index.Volume;
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
    static String of(Volume volume, FilePath path) {
        try {
            Path file = volume.found(path);
            // Opening a pipe would wait for somebody who writes to it.
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(SHOWN);
            int read;
            do {
                read = channel.read(bytes);
            } while (read > 0);
            return HEX.formatHex(bytes.array(), 0, bytes.position());
        }
    }
}
