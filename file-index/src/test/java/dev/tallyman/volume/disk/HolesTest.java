package dev.tallyman.volume.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.OnAVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HolesTest extends OnAVolume {
    private static final long GIGABYTE = 1L << 30;

    // One byte for each position given, and holes up to the size.
    private OpenFile file(String name, long size, long... written) throws IOException {
        Path path = data.drop(name, "");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
            for (long at : written) {
                file.seek(at);
                file.write('x');
            }
        }
        return data.volume.open(FilePath.of(name));
    }

    @Test
    void theDataOfASparseFileIsFoundOverItsHoles() throws IOException {
        try (OpenFile file = file("sparse", 8 * GIGABYTE, 0, 3 * GIGABYTE);
                Holes holes = file.holes()) {
            assertEquals(0, holes.dataFrom(0));
            assertEquals(3 * GIGABYTE, holes.dataFrom(GIGABYTE));
            assertEquals(8 * GIGABYTE, holes.dataFrom(4 * GIGABYTE), "the rest is a hole");
            assertEquals(8 * GIGABYTE, holes.dataFrom(9 * GIGABYTE), "and nothing behind it");
            long all = holes.sum(Long.MAX_VALUE);
            assertTrue(all > 8 * GIGABYTE - (1 << 20) && all < 8 * GIGABYTE, () -> "" + all);
        }
    }

    @Test
    void aFileThatIsAllHoleOrAllDataOrEmptyIsThat() throws IOException {
        try (OpenFile file = file("hole", 10_000 * GIGABYTE);
                Holes holes = file.holes()) {
            assertEquals(10_000 * GIGABYTE, holes.sum(Long.MAX_VALUE));
            assertEquals(10_000 * GIGABYTE, holes.dataFrom(0));
        }
        data.drop("data", "x".repeat(10_000));
        try (OpenFile file = data.volume.open(FilePath.of("data"));
                Holes holes = file.holes()) {
            assertEquals(0, holes.sum(Long.MAX_VALUE));
            assertEquals(5_000, holes.dataFrom(5_000));
        }
        try (OpenFile file = file("empty", 0);
                Holes holes = file.holes()) {
            assertEquals(0, holes.sum(Long.MAX_VALUE));
        }
    }

    @Test
    void aSumThatIsEnoughIsNotWaitedFor() throws IOException {
        try (OpenFile file = file("two", 4 * GIGABYTE, GIGABYTE, 3 * GIGABYTE);
                Holes holes = file.holes()) {
            assertEquals(GIGABYTE, holes.sum(GIGABYTE - 1));
        }
    }
}
