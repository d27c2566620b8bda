package dev.tallyman.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes from the volume what nobody needs any more. Works on a full one, which it helps. */
public final class Upkeep {
    /** Between closing an upload and giving it its name nobody holds its lock: only time tells. */
    private static final long FINISHING_MILLIS = 1_000;

    private final Volume volume;
    private final Runs runs;

    Upkeep(Volume volume, Runs runs) {
        this.volume = volume;
        this.runs = runs;
    }

    /** What was removed. */
    public record Removed(long count, long bytes) {
        Removed plus(long more) {
            return new Removed(count + 1, bytes + more);
        }
    }

    /**
     * Unfinished uploads that no living process writes, and all that nobody touched since {@code
     * before}. Whoever writes one holds a lock on it.
     */
    public Removed uploads(Instant before) throws InterruptedException {
        try {
            List<Path> left = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(volume.uploads())) {
                for (Path entry : entries) {
                    if (isLeft(entry, before)) {
                        left.add(entry);
                    }
                }
            }
            if (!left.isEmpty()) {
                Thread.sleep(FINISHING_MILLIS);
            }
            Removed removed = new Removed(0, 0);
            for (Path entry : left) {
                if (Volume.isFile(entry) && isLeft(entry, before)) {
                    long size = Files.size(entry);
                    removed = Files.deleteIfExists(entry) ? removed.plus(size) : removed;
                }
            }
            return removed;
        } catch (IOException e) {
            throw failed("The unfinished uploads", e);
        }
    }

    private static boolean isLeft(Path entry, Instant before) throws IOException {
        try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null || modified(entry).isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** All reports but the newest, and never the one that {@code latest} leads to. */
    public Removed reports(int keep) {
        try {
            Path latest = volume.reports().resolve("latest");
            Path current = Files.exists(latest) ? latest.toRealPath() : null;
            List<Path> reports = new ArrayList<>();
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(
                            volume.reports(),
                            entry ->
                                    name(entry).matches("\\d{1,18}")
                                            && Files.isDirectory(
                                                    entry, LinkOption.NOFOLLOW_LINKS))) {
                entries.forEach(reports::add);
            }
            reports.sort(
                    Comparator.comparingLong((Path path) -> Long.parseLong(name(path))).reversed());
            Removed removed = new Removed(0, 0);
            for (Path report : reports.subList(Math.min(keep, reports.size()), reports.size())) {
                if (!report.toRealPath().equals(current)) {
                    removed = removed.plus(deleteTree(report));
                }
            }
            return removed;
        } catch (IOException e) {
            throw failed("The old reports", e);
        }
    }

    private static long deleteTree(Path folder) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        bytes[0] += attributes.size();
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return bytes[0];
    }

    /** Logs of ended runs that nobody wrote to since {@code before}. */
    public Removed logs(Instant before) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(volume.logs(), "*.log")) {
            Removed removed = new Removed(0, 0);
            for (Path entry : entries) {
                if (modified(entry).isBefore(before) && !isLive(entry)) {
                    long size = Files.size(entry);
                    removed = Files.deleteIfExists(entry) ? removed.plus(size) : removed;
                }
            }
            return removed;
        } catch (IOException e) {
            throw failed("The old logs", e);
        }
    }

    private boolean isLive(Path log) {
        String id = name(log).replaceFirst("\\.log$", "");
        return id.matches("\\d{1,18}")
                && runs.find(Long.parseLong(id)).filter(run -> !run.status().ended()).isPresent();
    }

    private static Instant modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static IndexException failed(String what, IOException e) {
        return new IndexException.Unusable(what + " could not be removed: " + e.getMessage(), e);
    }
}
