package dev.tallyman.volume;

import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
public final class VolumeWalk {
    private static final int EXAMPLES = 20;

    private final OpenFolder root;
    private final Map<String, Skipped> skipped = new LinkedHashMap<>();

    public VolumeWalk(OpenFolder root) {
        this.root = root;
    }

    /** A regular file. */
    public record Found(FilePath path, FileStatus status) {}

    // key: the name's raw bytes, with a final '/' for a folder; status: null for a folder
    private static final class Entry implements Comparable<Entry> {
        final byte[] key;
        final @Nullable FileStatus status;

        Entry(byte[] key, @Nullable FileStatus status) {
            this.key = key;
            this.status = status;
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
    public boolean walk(Predicate<Found> visit, Consumer<FilePath> unreadable) throws IOException {
        return walk(new byte[0], visit, unreadable);
    }

    private boolean walk(byte[] prefix, Predicate<Found> visit, Consumer<FilePath> unreadable) throws IOException {
        List<Entry> entries;
        try {
            entries = list(prefix);
        } catch (AccessDeniedException e) {
            if (prefix.length == 0) {
                throw e;
            }
            FilePath path = folder(prefix);
            skip("unreadable folder", path.text());
            unreadable.accept(path);
            return true;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.set(i, null);
            byte[] path = Arrays.copyOf(prefix, prefix.length + entry.key.length);
            System.arraycopy(entry.key, 0, path, prefix.length, entry.key.length);
            boolean goOn = entry.status == null
                    ? walk(path, visit, unreadable)
                    : visit.test(new Found(FilePath.known(path), entry.status));
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private static FilePath folder(byte[] prefix) {
        return FilePath.known(Arrays.copyOf(prefix, prefix.length - 1));
    }

    private List<Entry> list(byte[] prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (var found : prefix.length == 0 ? root.list() : root.list(folder(prefix))) {
                Entry entry = entry(prefix, found.name().bytes(), found.status());
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        Collections.sort(entries);
        return entries;
    }

    private @Nullable Entry entry(byte[] prefix, byte[] name, FileStatus status) {
        if (prefix.length == 0 && Arrays.equals(name, FilePath.RESERVED)) {
            return null;
        }
        if (prefix.length + name.length > FilePath.MAX_PATH) {
            skip("path over 3,072 bytes", prefix, name);
            return null;
        }
        return switch (status.kind()) {
            case FOLDER -> {
                byte[] key = Arrays.copyOf(name, name.length + 1);
                key[name.length] = '/';
                yield new Entry(key, null);
            }
            case FILE -> new Entry(name, status);
            case LINK -> {
                skip("symbolic link", prefix, name);
                yield null;
            }
            case PIPE, SOCKET, DEVICE -> {
                skip("device, FIFO or socket", prefix, name);
                yield null;
            }
        };
    }

    private void skip(String kind, byte[] prefix, byte[] name) {
        skip(kind, new String(prefix, StandardCharsets.UTF_8) + new String(name, StandardCharsets.UTF_8));
    }

    private void skip(String kind, String path) {
        skipped.merge(kind, new Skipped(kind, 1, List.of(path)), (before, one) -> {
            List<String> examples = before.examples();
            if (examples.size() < EXAMPLES) {
                examples = new ArrayList<>(examples);
                examples.addAll(one.examples());
            }
            return new Skipped(kind, before.count() + 1, examples);
        });
    }

    /** What was not a file. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped.values());
    }
}
