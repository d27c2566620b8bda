package dev.tallyman.report.data;

import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code reports/} of a volume: a report is built under a name that nobody reads,
 * becomes durable, gets its name, and only then is the one that {@code latest} leads to.
 */
public final class ReportFolder {
    private static final Pattern PART = Pattern.compile("\\.(\\d{1,18})\\.part");
    private static final String FOLDERS = "folders";
    private static final Pattern DONE = Pattern.compile("\\d{1,18}");

    private final Path reports;

    public ReportFolder(Path reports) {
        this.reports = reports;
    }

    /**
     * A new empty folder for the report of a run; what others left half-made goes first.
     *
     * @param working whether the run with this id still builds its report
     */
    public Path begin(long run, LongPredicate working) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(reports)) {
            for (Path entry : entries) {
                var matcher = PART.matcher(entry.getFileName().toString());
                if (matcher.matches() && !working.test(Long.parseLong(matcher.group(1)))) {
                    delete(entry);
                }
            }
        }
        Path part = part(run);
        delete(part);
        return empty(part);
    }

    private static Path empty(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("assets"));
        Files.createDirectories(folder.resolve("lists"));
        return folder;
    }

    /** A new empty one within a report, for the report of a folder of the intake alone. */
    public static Path within(Path report, FilePath folder) throws IOException {
        return empty(folder.under(report.resolve(FOLDERS)));
    }

    /** Where the same lies in a report that is complete. */
    static Path of(FilePath folder, Path report) {
        return folder.under(report.resolve(FOLDERS));
    }

    private Path part(long run) {
        return reports.resolve("." + run + ".part");
    }

    /** Removes what {@link #begin} made. */
    public void giveUp(long run) throws IOException {
        delete(part(run));
    }

    /** Makes the folder durable, gives it its name, and switches {@code latest}. */
    public Path publish(long run) throws IOException {
        Path part = part(run);
        sync(part);
        Path done = reports.resolve(Long.toString(run));
        delete(done);
        Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
        sync(List.of(reports));
        if (latest().filter(folder -> number(folder) > run).isPresent()) {
            return done; // another report, begun after this one, was faster
        }
        Path link = reports.resolve(".latest." + run);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(Long.toString(run)));
        makeRoom(run);
        Files.move(
                link, reports.resolve("latest"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(List.of(reports));
        return done;
    }

    // Whatever somebody put where the link belongs is kept under another name.
    private void makeRoom(long run) throws IOException {
        Path latest = reports.resolve("latest");
        if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(latest)) {
            Files.move(latest, reports.resolve("latest-before-" + run));
        }
    }

    /** The folder that {@code latest} leads to, where it is a report of this folder. */
    public Optional<Path> latest() {
        try {
            Path target = Files.readSymbolicLink(reports.resolve("latest"));
            Path folder = reports.resolve(target);
            boolean ours = target.getNameCount() == 1
                    && DONE.matcher(target.toString()).matches()
                    && Files.isDirectory(folder);
            return ours ? Optional.of(folder) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Those that are complete, the oldest first. */
    public List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(reports)) {
            return entries.filter(entry ->
                            DONE.matcher(entry.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(ReportFolder::number))
                    .toList();
        }
    }

    private static long number(Path folder) {
        return Long.parseLong(folder.getFileName().toString());
    }

    private static void sync(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            sync(all.toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    // All at once: the file system then writes its journal once for many.
    private static void sync(List<Path> paths) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> syncs = paths.stream()
                    .<Future<?>>map(path -> threads.submit(() -> force(path)))
                    .toList();
            for (Future<?> sync : syncs) {
                sync.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    private static @Nullable Void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return null;
    }

    private static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // nothing there to delete
        }
    }
}
