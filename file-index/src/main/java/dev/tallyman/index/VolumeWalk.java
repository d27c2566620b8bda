package dev.tallyman.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree in the byte order of its paths, which is the order of the index: a folder sorts as
 * if its name ended in {@code /}. It holds one folder's entries at a time for each level. What
 * changes or vanishes under it is met as it is.
 */
final class VolumeWalk {
    private static final int EXAMPLES = 20;

    private final Path root;
    private final Map<String, Discovery.Skipped> skipped = new LinkedHashMap<>();

    VolumeWalk(Path root) {
        this.root = root;
    }

    /** A regular file. */
    record Found(FilePath path, DiskFacts facts) {}

    // key: the name's raw bytes, with a final '/' for a folder; facts: null for a folder
    private static final class Entry implements Comparable<Entry> {
        final byte[] key;
        final @Nullable DiskFacts facts;

        Entry(byte[] key, @Nullable DiskFacts facts) {
            this.key = key;
            this.facts = facts;
        }

        @Override
        public int compareTo(Entry other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }

    /**
     * Visits every file.
     *
     * @param visit false stops the walk
     * @param unreadable told of folders that cannot be listed: what is known below them stays as it
     *     is
     * @return false when it was stopped
     */
    boolean walk(Predicate<Found> visit, Consumer<FilePath> unreadable) throws IOException {
        return walk(new byte[0], root, visit, unreadable);
    }

    private boolean walk(
            byte[] prefix, Path folder, Predicate<Found> visit, Consumer<FilePath> unreadable)
            throws IOException {
        List<Entry> entries;
        try {
            entries = list(prefix, folder);
        } catch (AccessDeniedException e) {
            FilePath path = FilePath.of(Arrays.copyOf(prefix, prefix.length - 1));
            skip("unreadable folder", path.text());
            unreadable.accept(path);
            return true;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.set(i, null);
            byte[] path = Arrays.copyOf(prefix, prefix.length + entry.key.length);
            System.arraycopy(entry.key, 0, path, prefix.length, entry.key.length);
            boolean goOn =
                    entry.facts == null
                            ? walk(
                                    path,
                                    FilePath.of(Arrays.copyOf(path, path.length - 1)).under(root),
                                    visit,
                                    unreadable)
                            : visit.test(new Found(FilePath.known(path), entry.facts));
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private List<Entry> list(byte[] prefix, Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                Entry entry = entry(prefix, path);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    private @Nullable Entry entry(byte[] prefix, Path path) throws IOException {
        byte[] name = name(path);
        if (prefix.length == 0 && Arrays.equals(name, FilePath.RESERVED)) {
            return null;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (prefix.length + name.length > FilePath.MAX_PATH) {
                skip("path over 3,072 bytes", prefix, name);
                return null;
            }
            if (attributes.isDirectory()) {
                byte[] key = Arrays.copyOf(name, name.length + 1);
                key[name.length] = '/';
                return new Entry(key, null);
            }
            if (attributes.isRegularFile()) {
                return new Entry(name, DiskFacts.of(attributes));
            }
            skip(
                    attributes.isSymbolicLink() ? "symbolic link" : "device, FIFO or socket",
                    prefix,
                    name);
            return null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static byte[] name(Path path) {
        Path name = path.getFileName();
        String text = String.valueOf(name);
        // U+FFFD stands for bytes that are not text: the URI has them.
        return text.indexOf('\uFFFD') < 0
                ? text.getBytes(StandardCharsets.UTF_8)
                : FilePath.relative(Volume.parent(path), path).bytes();
    }

    private void skip(String kind, byte[] prefix, byte[] name) {
        skip(
                kind,
                new String(prefix, StandardCharsets.UTF_8)
                        + new String(name, StandardCharsets.UTF_8));
    }

    private void skip(String kind, String path) {
        skipped.merge(
                kind,
                new Discovery.Skipped(kind, 1, List.of(path)),
                (before, one) -> {
                    List<String> examples = before.examples();
                    if (examples.size() < EXAMPLES) {
                        examples = new ArrayList<>(examples);
                        examples.addAll(one.examples());
                    }
                    return new Discovery.Skipped(kind, before.count() + 1, examples);
                });
    }

    /** What was not a file. */
    List<Discovery.Skipped> skipped() {
        return List.copyOf(skipped.values());
    }
}
