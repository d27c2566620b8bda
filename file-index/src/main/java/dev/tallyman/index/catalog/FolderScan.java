package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the folders of one level that hold anything somebody sees. Each step is one look into the
 * index of paths, which goes over a whole folder at once and over files by the thousand; what it
 * looks at is bounded, however many there are. Paths are a character for each byte here, as {@link
 * Sight.Stretch} has them.
 */
final class FolderScan {
    private static final int MOST_ENTRIES = 100_000;
    private static final int WINDOW = 10_000;
    private static final int COUNTED = 20_000;
    private final Session session;
    private final Sight sight;
    private final Optional<FilePath> folder;
    private int left;

    private FolderScan(Session session, Sight sight, Optional<FilePath> folder, int left) {
        this.session = session;
        this.sight = folder.map(sight::within).orElse(sight);
        this.folder = folder;
        this.left = left;
    }

    /** Their paths, at most {@code most}. */
    static List<FilePath> paths(Session session, Sight sight, Optional<FilePath> folder, int most) throws SQLException {
        return new FolderScan(session, sight, folder, MOST_ENTRIES).first(most);
    }

    /** At most {@code most} of them; where files are counted, as many as the number of folders allows. */
    static FolderLevel level(Session session, Sight sight, Optional<FilePath> folder, int most, boolean counts)
            throws SQLException {
        var scan = new FolderScan(session, sight, folder, MOST_ENTRIES);
        List<FilePath> found = scan.first(most + 1);
        boolean more = found.size() > most || scan.left <= 0;
        List<FilePath> shown = found.subList(0, Math.min(most, found.size()));
        List<FolderLevel.Folder> folders = new ArrayList<>();
        for (FilePath path : shown) {
            folders.add(
                    counts
                            ? counted(session, sight.within(path), path, COUNTED / shown.size())
                            : new FolderLevel.Folder(path, null, false));
        }
        return new FolderLevel(folders, more);
    }

    private List<FilePath> first(int most) throws SQLException {
        List<FilePath> folders = new ArrayList<>();
        String after = "";
        for (Sight.Stretch stretch : sight.stretches()) {
            after = scan(stretch, after.compareTo(stretch.from()) > 0 ? after : stretch.from(), folders, most);
        }
        return folders;
    }

    /** Goes over one stretch, and says from where on nothing was looked at. */
    private String scan(Sight.Stretch stretch, String begin, List<FilePath> folders, int most) throws SQLException {
        int start = folder.map(path -> path.bytes().length + 1).orElse(0);
        String from = begin;
        int window = 1;
        while (folders.size() < most && left > 0) {
            int entries = window;
            Entries seen = entries(new Sight.Stretch(from, stretch.before()), start, entries);
            left -= Math.max(1, seen.number());
            if (seen.below() != null) {
                String path = raw(seen.below());
                String found = path.substring(0, path.indexOf('/', start));
                FilePath one = FilePath.known(found.getBytes(StandardCharsets.ISO_8859_1));
                if (holds(one)) {
                    folders.add(one);
                }
                from = found + (char) ('/' + 1);
                window = 1;
            } else if (seen.last() == null || seen.number() < entries) {
                return from;
            } else {
                from = raw(seen.last()) + '\0';
                window = Math.min(10 * window, WINDOW);
            }
        }
        return from;
    }

    /**
     * So many paths in a row.
     *
     * @param below the first that lies in a folder of this level
     */
    private record Entries(
            @Nullable FilePath below, @Nullable FilePath last, int number) {}

    private Entries entries(Sight.Stretch stretch, int start, int most) throws SQLException {
        Sight part = new Sight(List.of(stretch));
        List<Object> args = new ArrayList<>(List.of(start + 1));
        args.addAll(part.args());
        args.add(most);
        return session.one("""
                        SELECT min(CASE WHEN instr(substr(path, ?), x'2f') > 0 THEN path END), max(path), count(*) FROM (
                          SELECT path FROM file INDEXED BY file_path WHERE state <> 'trashed' AND %s ORDER BY path LIMIT ?)
                        """.formatted(part.sql("path")), FolderScan::entries, args.toArray())
                .orElseThrow();
    }

    private static Entries entries(ResultSet row) throws SQLException {
        return new Entries(path(row.getBytes(1)), path(row.getBytes(2)), row.getInt(3));
    }

    private static @Nullable FilePath path(byte @Nullable [] bytes) {
        return bytes == null ? null : FilePath.known(bytes);
    }

    private static String raw(FilePath path) {
        return new String(path.bytes(), StandardCharsets.ISO_8859_1);
    }

    // Of a folder whose files are all missing the first thousands are enough to leave it out.
    private boolean holds(FilePath path) throws SQLException {
        for (Sight.Stretch stretch : sight.within(path).stretches()) {
            Sight part = new Sight(List.of(stretch));
            List<Object> args = part.args();
            args.add(WINDOW);
            if (session.number("""
                    SELECT count(*) FROM (SELECT 1 FROM (
                      SELECT state FROM file INDEXED BY file_path WHERE state <> 'trashed' AND %s LIMIT ?)
                     WHERE state <> 'missing' LIMIT 1)
                    """.formatted(part.sql("path")), args.toArray()) > 0) {
                return true;
            }
        }
        return false;
    }

    private static FolderLevel.Folder counted(Session session, Sight within, FilePath path, int most)
            throws SQLException {
        long files = 0;
        long bytes = 0;
        long left = most;
        for (Sight.Stretch stretch : within.stretches()) {
            List<Long> sums = sums(session, stretch, left);
            left -= sums.getFirst();
            files += sums.get(1);
            bytes += sums.getLast();
        }
        return new FolderLevel.Folder(path, new Totals.Count(files, bytes), left <= 0);
    }

    // Of a whole folder at the root an index holds what is summed up.
    private static List<Long> sums(Session session, Sight.Stretch stretch, long most) throws SQLException {
        Optional<FilePath> top = stretch.wholeTop();
        if (top.isPresent()) {
            return session.one("""
                            SELECT count(*), count(*), total(size) FROM (
                              SELECT size FROM file INDEXED BY file_in_top_folder WHERE top = ? AND id NOT IN (%s) LIMIT ?)
                            """.formatted(SeenPage.ABSENT), FolderScan::numbers, top.get(), most)
                    .orElseThrow();
        }
        Sight part = new Sight(List.of(stretch));
        List<Object> args = part.args();
        args.add(most);
        return session.one("""
                        SELECT count(*), total(present), total(size * present) FROM (
                          SELECT state <> 'missing' AS present, size FROM file INDEXED BY file_path
                           WHERE state <> 'trashed' AND %s LIMIT ?)
                        """.formatted(part.sql("path")), FolderScan::numbers, args.toArray())
                .orElseThrow();
    }

    private static List<Long> numbers(ResultSet row) throws SQLException {
        return List.of(row.getLong(1), row.getLong(2), row.getLong(3));
    }
}
