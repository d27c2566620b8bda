package dev.tallyman.index.repair;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Lets the rows of moved files follow, each by {@link Relocation}: at once, or where whoever moved them died. */
public record RowsOfMoved(Database database, Places places, InstantSource clock) {
    private static final int BATCH = 1_000;

    /** The row of this file; false where its bytes were not moved. */
    public boolean follow(long id) {
        return database.write(session -> follow(session, List.of(id))) > 0;
    }

    /** The same in a transaction with more; how many. */
    public int follow(Session session, List<Long> ids) throws SQLException {
        var relocation = new Relocation(new RowPlacement(places, session, clock.instant()));
        int moved = 0;
        try {
            for (long id : ids) {
                moved += relocation.follow(id) ? 1 : 0;
            }
        } catch (IOException e) {
            throw IntakeException.hindered("moved", e);
        }
        return moved;
    }

    /** Those of all files in a folder, a thousand at a time; how many. */
    public long followBelow(FilePath folder, Runnable afterEach) {
        long moved = 0;
        byte[] first = Arrays.copyOf(folder.bytes(), folder.bytes().length + 1);
        byte[] end = first.clone();
        first[first.length - 1] = '/';
        end[end.length - 1] = '/' + 1;
        List<FilePath> paths = List.of(FilePath.known(first));
        while (!paths.isEmpty()) {
            byte[] after = paths.getLast().bytes();
            paths = database.read(
                    session -> session.list("""
                    SELECT path FROM file WHERE state <> 'trashed' AND path > ? AND path < ? ORDER BY path LIMIT ?
                    """, row -> FilePath.known(row.getBytes(1)), after, end, BATCH));
            List<FilePath> batch = paths;
            moved += database.write(session -> followAll(session, batch));
            afterEach.run();
        }
        return moved;
    }

    /** Those of all moves that are remembered. */
    public void followAll() {
        List<FilePath> sources = database.read(session ->
                session.list("SELECT DISTINCT source FROM move ORDER BY id", row -> FilePath.known(row.getBytes(1))));
        for (FilePath source : sources) {
            database.write(session -> followAll(session, List.of(source)));
            followBelow(source, () -> {});
        }
    }

    private int followAll(Session session, List<FilePath> paths) throws SQLException {
        int moved = 0;
        for (FilePath path : paths) {
            List<Long> ids = session.list(
                    "SELECT id FROM file WHERE path = ? AND state <> 'trashed'", row -> row.getLong(1), path);
            moved += follow(session, ids);
        }
        return moved;
    }
}
