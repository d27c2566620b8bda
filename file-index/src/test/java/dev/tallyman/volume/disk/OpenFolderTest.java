package dev.tallyman.volume.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFolderTest {
    @TempDir
    Path temp;

    private Path inside;
    private Path outside;
    private OpenFolder folder;

    @BeforeEach
    void twoFolders() throws IOException {
        inside = Files.createDirectory(temp.resolve("inside"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("name"), "outside");
        folder = OpenFolder.of(inside);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    private static String read(OpenFile file) throws IOException {
        try (FileChannel channel = file.channel()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            channel.read(bytes);
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }

    private static FilePath path(String path) {
        return FilePath.of(path);
    }

    @Test
    void anOpenFileStaysTheSameOneWhenItsNameIsGivenToAnother() throws IOException {
        Files.createDirectories(inside.resolve("a/b"));
        Path path = Files.writeString(inside.resolve("a/b/c"), "first");
        try (OpenFile file = folder.file(path("a/b/c"))) {
            Files.delete(path);
            Files.writeString(path, "second, and longer");

            assertEquals("first", read(file));
            assertEquals(5, file.facts().size());
            assertEquals(5, file.factsNow().size());
        }
    }

    @Test
    void whatJavaAndTheSystemSayOfAFileIsTheSame() throws IOException {
        Path path = Files.writeString(inside.resolve("a"), "x");
        for (String time : List.of(
                "2026-11-29T22:33:44.123456789Z",
                "1969-12-31T23:59:59.5Z",
                "1901-12-14T00:00:00Z",
                "2400-01-01T00:00:00Z")) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.parse(time)));

            FileStatus status = folder.status(path("a")).orElseThrow();

            assertEquals(DiskFacts.of(path), status.facts(), time);
        }
        FileTime changed = (FileTime) Files.getAttribute(path, "unix:ctime");
        assertEquals(
                changed.to(TimeUnit.NANOSECONDS),
                folder.status(path("a")).orElseThrow().changedNanos());
    }

    @Test
    void aNameIsBytes() throws IOException {
        FilePath latin = FilePath.ofUrl("caf%E9/%FF%0A%22%5C");
        Path path = latin.under(inside);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "x");

        try (OpenFolder sub = folder.folder(FilePath.ofUrl("caf%E9"))) {
            assertEquals(FilePath.ofUrl("%FF%0A%22%5C"), sub.list().getFirst().name());
        }
        assertTrue(folder.status(latin).isPresent());
        try (OpenFile file = folder.file(latin)) {
            assertEquals("x", read(file));
        }
        try (OpenFolder named = OpenFolder.of(Objects.requireNonNull(path.getParent()))) {
            assertEquals(1, named.list().size(), "the data folder's own name is bytes too");
        }
    }

    @Test
    void whatIsNoFileIsRefusedWithItsKindAndWithoutWaitingForIt() throws Exception {
        Files.createDirectory(inside.resolve("folder"));
        new ProcessBuilder("mkfifo", inside.resolve("pipe").toString()).start().waitFor();
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(inside.resolve("socket")));

            assertEquals("a folder", kind("folder"));
            assertEquals("a pipe", kind("pipe"));
            assertEquals("a socket", kind("socket"));
        }
        try (OpenFolder dev = OpenFolder.of(Path.of("/dev"))) {
            var refused = assertThrows(NotAFileException.class, () -> dev.file(FilePath.of("null")));
            assertEquals("a device", refused.kind());
        }
    }

    private String kind(String name) {
        return assertThrows(NotAFileException.class, () -> folder.file(path(name)))
                .kind();
    }

    @Test
    void whatIsNotThereIsSaidAsJavaSaysIt() throws IOException {
        Files.writeString(inside.resolve("file"), "x");

        assertThrows(NoSuchFileException.class, () -> folder.file(path("none")));
        assertThrows(NoSuchFileException.class, () -> folder.file(path("none/none")));
        assertThrows(NotDirectoryException.class, () -> folder.file(path("file/none")));
        assertThrows(NotDirectoryException.class, () -> folder.createFolder(path("file/none")));
        assertTrue(folder.status(path("none")).isEmpty());
        assertTrue(folder.status(path("none/none")).isEmpty());
        assertFalse(folder.delete(path("none")));
    }

    @Test
    void aFolderIsListedWithTheStatusOfEach() throws IOException {
        for (int n = 0; n < 2_000; n++) {
            Files.writeString(inside.resolve("a rather long name, number " + n), "x".repeat(n % 7));
        }
        Files.createDirectory(inside.resolve("..."));

        var entries = folder.list();

        assertEquals(2_001, entries.size());
        for (OpenFolder.Entry entry : entries) {
            Path path = inside.resolve(entry.name().text());
            assertEquals(DiskFacts.of(path), entry.status().facts());
        }
    }

    @Test
    void foldersAreMadeOnceByHoweverMany() throws Exception {
        var threads = IntStream.range(0, 8)
                .mapToObj(n -> Thread.startVirtualThread(() -> {
                    try (OpenFolder made = folder.createFolder(path("a/b/c/d"))) {
                        made.create(path("file-" + n)).close();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8, folder.list(path("a/b/c/d")).size());
    }

    @Test
    void nothingStaysOpen() throws IOException {
        Files.createDirectories(inside.resolve("a/b"));
        Files.writeString(inside.resolve("a/b/file"), "x");
        Files.createSymbolicLink(inside.resolve("link"), outside);
        long before = open();
        for (int n = 0; n < 50; n++) {
            folder.file(path("a/b/file")).close();
            folder.folder(path("a/b")).close();
            folder.createFolder(path("a/b/" + n)).close();
            folder.list(path("a/b"));
            folder.status(path("a/b/file"));
            folder.sync();
            assertThrows(IOException.class, () -> folder.file(path("link/name")));
            assertThrows(IOException.class, () -> folder.file(path("a/b")));
        }
        assertEquals(before, open());
    }

    private static long open() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
