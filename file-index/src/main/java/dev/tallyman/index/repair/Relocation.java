package dev.tallyman.index.repair;

import dev.tallyman.file.Risk;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.description.DescriptionQueue;
import dev.tallyman.index.search.Renamed;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets rows follow files that were moved under {@code files/}. A move is written down before the bytes move, so whoever
 * dies on the way leaves it to the next discovery, and one that looks meanwhile takes nothing for new or missing: a row
 * follows where its bytes lie at the new path and not at its own.
 */
public record Relocation(RowPlacement placement) {
    /** As long as a move is remembered: whatever began before it, an upload into its folder for one, has ended by then. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private record Row(long id, FilePath path, long inode, Set<Risk> risks) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1), FilePath.known(row.getBytes(2)), row.getLong(3), Risk.split(row.getString(4)));
        }
    }

    /** Before a file or a folder is moved. */
    public static void note(Session session, FilePath source, FilePath target, Instant at) throws SQLException {
        session.update("INSERT INTO move (source, target, at) VALUES (?, ?, ?)", source, target, at);
    }

    static void forget(Session session, Instant now) throws SQLException {
        session.update("DELETE FROM move WHERE at < ?", now.minus(REMEMBERED));
    }

    /** The row of this id goes where its bytes were moved; false where they were not. */
    public boolean follow(long id) throws SQLException, IOException {
        Optional<Row> row = session()
                .one("SELECT id, path, inode, risks FROM file WHERE id = ? AND state <> 'trashed'", Row::of, id);
        return row.isPresent() && follow(row.get());
    }

    private boolean follow(Row row) throws SQLException, IOException {
        if (isAt(row.path(), row.inode())) {
            return false;
        }
        for (FilePath target : others(row.path(), "source", "target")) {
            if (isAt(target, row.inode())) {
                place(row, target);
                return true;
            }
        }
        return false;
    }

    /** The row of a file that was moved to this path goes there; false where there is none. */
    boolean arrive(FilePath path, DiskFacts facts) throws SQLException, IOException {
        for (FilePath source : others(path, "target", "source")) {
            Optional<Row> row = session()
                    .one(
                            "SELECT id, path, inode, risks FROM file WHERE path = ? AND inode = ? AND state <> 'trashed'",
                            Row::of,
                            source,
                            facts.inode());
            if (row.isPresent() && follow(row.get())) {
                return true;
            }
        }
        return false;
    }

    private Session session() {
        return placement.session();
    }

    private boolean isAt(FilePath path, long inode) throws IOException {
        Optional<FileStatus> there = placement.places().inFiles(path);
        return there.filter(status -> status.facts().inode() == inode).isPresent();
    }

    // Where a path led to, or came from, by moves of itself and of the folders that it lies in.
    private List<FilePath> others(FilePath path, String here, String there) throws SQLException {
        List<FilePath> places = new ArrayList<>();
        for (Optional<FilePath> at = Optional.of(path);
                at.isPresent();
                at = at.get().parent()) {
            places.add(at.get());
        }
        String each = String.join(", ", Collections.nCopies(places.size(), "?"));
        return session()
                .list(
                        "SELECT %s, %s FROM move WHERE %s IN (%s) ORDER BY id DESC".formatted(here, there, here, each),
                        row -> {
                            FilePath moved = FilePath.known(row.getBytes(1));
                            FilePath other = FilePath.known(row.getBytes(2));
                            return path.from(moved)
                                    .map(rest -> rest.below(other))
                                    .orElse(other);
                        },
                        places.toArray());
    }

    // Who reads it has it under its old name: that claim is void. Its name was evidence, so under another one it is
    // identified again; the verdict stands until then.
    private void place(Row row, FilePath path) throws SQLException, IOException {
        placement.vacate(path, row.id());
        session()
                .update(
                        """
                        UPDATE file SET path = ?1, utf8 = ?2, top = ?3, folded = ?4, extension = ?5, risks = ?6,
                               former = path, moved = ?7, ctime_ns = NULL, owner = NULL,
                               stale = CASE WHEN state = 'classified' AND ?8 THEN 2 ELSE stale END,
                               description = CASE WHEN description <> 'claimed' AND description_error IS NOT ?10
                                                  THEN description END,
                               description_error = nullif(description_error, ?10), description_owner = NULL,
                               category = CASE state WHEN 'missing' THEN '' ELSE category END,
                               state = CASE WHEN state IN ('claimed', 'missing') THEN 'received' ELSE state END
                         WHERE id = ?9
                        """,
                        path,
                        path.isUtf8(),
                        path.top(),
                        path.folded(),
                        path.extension(),
                        Risk.join(risks(row, path)),
                        placement.now(),
                        !path.last().equals(row.path().last()),
                        row.id(),
                        DescriptionQueue.ELSEWHERE);
        Renamed.note(session(), row.id());
    }

    // Those of its content stay.
    private static Set<Risk> risks(Row row, FilePath path) {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        risks.addAll(row.risks());
        risks.removeAll(Risk.ofName(row.path()));
        risks.addAll(Risk.ofName(path));
        return risks;
    }
}
