package dev.tallyman.ui.jobs;

import dev.tallyman.volume.IntakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A run's log on the volume, read in parts. One that is not there yet is empty. */
public record LogFile(Path path) {
    private static final int PART = 64 * 1024;

    public ByteBuffer from(long offset) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer part = ByteBuffer.allocate(PART);
            channel.read(part, offset);
            return part.flip();
        } catch (NoSuchFileException e) {
            return ByteBuffer.allocate(0);
        } catch (IOException e) {
            throw new IntakeException.Unusable(
                    "The log " + path.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The last lines. */
    public String end() {
        long size = path.toFile().length();
        return StandardCharsets.UTF_8.decode(from(Math.max(0, size - PART / 4))).toString();
    }
}
