package dev.tallyman.index.catalog;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that a run read, spread evenly over its time: a drawing of a long run needs no more of
 * them, and each of 300,000 would be a look at its row.
 *
 * @param files that it read in all
 */
public record WorkSample(List<Part> parts, long files) {
    private static final int ALL = 1_000;
    private static final int STRETCHES = 120;
    private static final int OF_EACH = 25;
    private static final int LARGEST = 1_000;

    /**
     * A file of it.
     *
     * @param stands how many files of the run it stands for, itself included
     */
    public record Part(StoredFile file, double stands) {}

    public WorkSample {
        parts = List.copyOf(parts);
    }

    static WorkSample of(Session session, long run, Instant from, Instant to) throws SQLException {
        long files = session.number("SELECT count(*) FROM file WHERE run = ? AND started >= 0", run);
        long start = from.toEpochMilli();
        long end = Math.max(start + STRETCHES, to.toEpochMilli() + 1);
        if (files <= ALL) {
            return new WorkSample(
                    stretch(session, run, 0, Long.MAX_VALUE, ALL).stream()
                            .map(file -> new Part(file, 1))
                            .toList(),
                    files);
        }
        List<Part> parts = new ArrayList<>();
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < STRETCHES; i++) {
            long begin = start + (end - start) * i / STRETCHES;
            long next = start + (end - start) * (i + 1) / STRETCHES;
            long all = session.number(
                    "SELECT count(*) FROM file WHERE run = ? AND started >= ? AND started < ?", run, begin, next);
            List<StoredFile> some = stretch(session, run, begin, next, OF_EACH);
            some.forEach(file -> {
                parts.add(new Part(file, (double) all / some.size()));
                drawn.add(file.id());
            });
        }
        // What is large is mostly what took long, and would hardly be among the others.
        largest(session, run).stream()
                .filter(file -> drawn.add(file.id()))
                .forEach(file -> parts.add(new Part(file, 1)));
        return new WorkSample(parts, files);
    }

    private static List<StoredFile> stretch(Session session, long run, long from, long before, int most)
            throws SQLException {
        return session.list(
                "SELECT " + FileMapper.COLUMNS
                        + " FROM file WHERE run = ? AND started >= ? AND started < ? ORDER BY started LIMIT ?",
                FileMapper::of,
                run,
                from,
                before,
                most);
    }

    private static List<StoredFile> largest(Session session, long run) throws SQLException {
        return session.list(
                "SELECT " + FileMapper.COLUMNS
                        + " FROM (SELECT * FROM file ORDER BY size DESC, id DESC LIMIT ?) WHERE run = ? AND started >= 0",
                FileMapper::of,
                LARGEST,
                run);
    }
}
