package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the folders at the root that hold anything; each step is one look into an index. */
final class TopFolders {
    private static final int MOST = 500;

    private TopFolders() {}

    static List<FilePath> of(Session session, Sight sight) throws SQLException {
        List<FilePath> folders = new ArrayList<>();
        byte[] after = new byte[0];
        for (int step = 0; step < 2 * MOST && folders.size() < MOST; step++) {
            Optional<FilePath> next = next(session, sight, after);
            if (next.isEmpty()) {
                break;
            }
            byte[] top = next.get().top();
            if (top.length == 0) {
                after = next.get().bytes();
            } else {
                folders.add(FilePath.of(top));
                after = Arrays.copyOf(top, top.length + 1);
                after[top.length] = '/' + 1;
            }
        }
        return folders;
    }

    private static Optional<FilePath> next(Session session, Sight sight, byte[] after) throws SQLException {
        List<Object> args = new ArrayList<>(List.of(after));
        args.addAll(sight.args());
        return session.one(
                "SELECT path FROM file WHERE path > ? AND state <> 'trashed' AND state <> 'missing' AND "
                        + sight.sql("path") + " ORDER BY path LIMIT 1",
                row -> FilePath.known(row.getBytes(1)),
                args.toArray());
    }
}
