package dev.tallyman.volume;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes entries of one folder, one by one: what cannot be removed is noted and in no way. */
final class Removal {
    private final Volume volume;
    private final Path folder;
    private final List<String> failed = new ArrayList<>();
    private long count;
    private long bytes;

    Removal(Volume volume, Path folder) {
        this.volume = volume;
        this.folder = folder;
    }

    /** Decides about one entry of the folder. */
    interface Choice {
        boolean isToGo(Path entry) throws IOException;
    }

    /** The entries that {@code choice} wants gone; one that it cannot judge is noted and stays. */
    List<Path> find(Choice choice) {
        List<Path> chosen = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isToGo(choice, entry)) {
                    chosen.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            note(folder, "listed", e);
        }
        return chosen;
    }

    private boolean isToGo(Choice choice, Path entry) {
        try {
            return choice.isToGo(entry);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            note(entry, "read", e);
            return false;
        }
    }

    /** Removes a file, or a folder with all that is in it. */
    void remove(Path entry) {
        try {
            long size = deleteTree(entry);
            count++;
            bytes += size;
        } catch (NoSuchFileException e) {
            // somebody else has removed it
        } catch (IOException e) {
            note(entry, "removed", e);
        }
    }

    private static long deleteTree(Path top) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                bytes[0] += attributes.size();
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }

    private void note(Path entry, String what, Exception e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        failed.add(volume.inside(entry)
                + " could not be "
                + what
                + ": "
                + (reason == null ? e.getClass().getSimpleName() : reason));
    }

    Upkeep.Removed done() {
        return new Upkeep.Removed(count, bytes, failed);
    }
}
