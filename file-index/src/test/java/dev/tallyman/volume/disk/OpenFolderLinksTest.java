package dev.tallyman.volume.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links out of a folder, and names that change hands while something is open, lead nowhere. */
class OpenFolderLinksTest {
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

    private static FilePath path(String path) {
        return FilePath.of(path);
    }

    @Test
    void noLinkIsEverFollowed() throws IOException {
        Files.createSymbolicLink(inside.resolve("last"), outside.resolve("name"));
        Files.createSymbolicLink(inside.resolve("first"), outside);
        Files.createDirectory(inside.resolve("a"));
        Files.createSymbolicLink(inside.resolve("a/middle"), inside);
        Files.writeString(inside.resolve("own"), "own");

        assertThrows(NotAFileException.class, () -> folder.file(path("last")));
        assertEquals(
                FileStatus.Kind.LINK, folder.status(path("last")).orElseThrow().kind());
        for (String way : List.of("first/name", "a/middle/own", "a/middle/a/middle/own")) {
            assertThrows(LinkedFolderException.class, () -> folder.file(path(way)), way);
            assertThrows(LinkedFolderException.class, () -> folder.status(path(way)), way);
        }
        for (String way : List.of("first", "first/new", "a/middle/new")) {
            assertThrows(LinkedFolderException.class, () -> folder.folder(path(way)), way);
            assertThrows(LinkedFolderException.class, () -> folder.createFolder(path(way)), way);
        }
        assertThrows(LinkedFolderException.class, () -> folder.list(path("first")));
        assertFalse(Files.exists(outside.resolve("new")));
    }

    @Test
    void aLinkOrAMoveNeverReplacesAnything() throws IOException {
        Files.writeString(inside.resolve("a"), "a");
        Files.writeString(inside.resolve("b"), "b");
        Files.createSymbolicLink(inside.resolve("broken"), Path.of("nowhere"));
        try (OpenFile file = folder.file(path("a"))) {
            for (String taken : List.of("b", "broken")) {
                assertThrows(FileAlreadyExistsException.class, () -> folder.link(file, path(taken)));
                assertThrows(FileAlreadyExistsException.class, () -> folder.move(path("a"), folder, path(taken)));
            }
            Files.delete(inside.resolve("a"));
            Files.writeString(inside.resolve("a"), "another");
            Files.createLink(inside.resolve("kept"), inside.resolve("b"));
            folder.move(path("a"), folder, path("c"));
        }
        assertEquals("b", Files.readString(inside.resolve("b")));
        assertEquals("another", Files.readString(inside.resolve("c")));
    }

    @Test
    void aLinkIsToWhatIsOpenNotToWhatHasItsName() throws IOException {
        Path path = Files.writeString(inside.resolve("a"), "opened");
        Files.createLink(inside.resolve("second name"), path);
        try (OpenFile file = folder.file(path("a"))) {
            Files.delete(path);
            Files.createSymbolicLink(path, outside.resolve("name"));
            folder.link(file, path("new"));
        }
        assertEquals("opened", Files.readString(inside.resolve("new")));
    }

    @Test
    void aNewFileIsWrittenWhereItsFolderHasGone() throws IOException {
        Files.move(inside, temp.resolve("moved"));
        Files.createSymbolicLink(inside, outside);
        try (OpenFile file = folder.create(path("new"));
                FileChannel channel = file.channel(StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertEquals(1, Files.size(temp.resolve("moved/new")));
        assertThrows(FileAlreadyExistsException.class, () -> folder.create(path("new")));
    }
}
