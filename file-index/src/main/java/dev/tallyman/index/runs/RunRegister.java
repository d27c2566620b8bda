package dev.tallyman.index.runs;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history of runs, and the place where a request becomes one. */
public final class RunRegister {
    private final Volume volume;
    private final Database database;
    private final InstantSource clock;

    public RunRegister(Volume volume, Database database, InstantSource clock) {
        this.volume = volume;
        this.database = database;
        this.clock = clock;
    }

    /** A request's answer: the run that serves it, and whether it was made for it. */
    public record Requested(Run run, boolean created) {}

    /**
     * Asks for a run. One of that kind that is pending or alive serves the request too: the counter
     * that goes up in the same transaction keeps it from ending before it has looked again. A run
     * whose process died is ended first.
     */
    public Requested request(Run.Kind kind, Run.Trigger trigger, @Nullable String policy, @Nullable Integer workers) {
        return database.write(session -> {
            long wanted = Requests.count(session, kind == Run.Kind.SWEEP && trigger != Run.Trigger.UPLOAD);
            reap(session);
            Optional<Run> open = session.one(
                    "SELECT "
                            + RunMapper.COLUMNS
                            + " FROM run WHERE kind = ? AND state IN ('pending', 'running') ORDER BY id LIMIT 1",
                    RunMapper::of,
                    kind.label());
            if (open.isPresent()) {
                return new Requested(open.get(), false);
            }
            long id = insert(session, kind, trigger, "tallyman-" + kind.label() + "-" + wanted);
            session.update("UPDATE run SET policy = ?, workers = ? WHERE id = ?", policy, workers, id);
            return new Requested(get(session, id), true);
        });
    }

    /**
     * A program begins: it adopts the row that was made under its name, or gets one of its own.
     * Runs whose process died are ended first.
     *
     * @param name from whoever started the program; null for one started by hand
     */
    public Run start(Run.Kind kind, Run.Trigger trigger, @Nullable String name, Slot slot, Run.Provenance where) {
        return database.write(session -> {
            reap(session);
            Optional<Named> known = name == null
                    ? Optional.empty()
                    : session.one("SELECT id, owner, trigger FROM run WHERE name = ?", Named::of, name);
            if (known.isEmpty() && kind == Run.Kind.SWEEP) {
                Requests.count(session, true);
            }
            // The second Pod of a Job beside the living first: a run of its own.
            Optional<Named> first = known.filter(run -> run.owner() != null && Slot.alive(volume, run.owner()));
            long id = known.isPresent() && first.isEmpty()
                    ? known.get().id()
                    : insert(session, kind, first.map(Named::trigger).orElse(trigger), first.isPresent() ? null : name);
            session.update(
                    """
                    UPDATE run SET state = 'running', started = coalesce(started, ?), ended = NULL, exit = NULL, owner = ?,
                           job = ?, pod = ?, node = ?, image = ?, revision = ?, rules = ?, detector = ?
                     WHERE id = ?
                    """,
                    clock.instant(),
                    slot.owner(),
                    where.job(),
                    where.pod(),
                    where.node(),
                    where.image(),
                    where.revision(),
                    where.rules(),
                    where.detector(),
                    id);
            return get(session, id);
        });
    }

    private record Named(long id, @Nullable String owner, Run.Trigger trigger) {
        static Named of(ResultSet row) throws SQLException {
            return new Named(
                    row.getLong(1),
                    row.getString(2),
                    Run.Trigger.valueOf(row.getString(3).toUpperCase(Locale.ROOT)));
        }
    }

    private long insert(Session session, Run.Kind kind, Run.Trigger trigger, @Nullable String name)
            throws SQLException {
        long id = session.one("""
                        INSERT INTO run (kind, number, state, trigger, name, requested)
                        SELECT ?1, 1 + coalesce(max(number), 0), 'pending', ?2, ?3, ?4 FROM run WHERE kind = ?1
                        RETURNING id
                        """, row -> row.getLong(1), kind.label(), trigger.label(), name, clock.instant())
                .orElseThrow();
        if (trigger == Run.Trigger.CLICK) {
            History.ofRun(session, clock.instant(), Author.current(), Deed.RUN, id);
        }
        return id;
    }

    /** How it goes: counts, what it does now, and how it was set up. */
    public void progress(long id, Run.Counts counts, @Nullable String message) {
        database.write(session -> session.update(
                """
                UPDATE run SET found = ?, changed = ?, missing = ?, classified = ?, failed = ?, quarantined = ?, bytes = ?,
                       total = ?, message = coalesce(?, message)
                 WHERE id = ?
                """,
                counts.found(),
                counts.changed(),
                counts.missing(),
                counts.classified(),
                counts.failed(),
                counts.quarantined(),
                counts.bytes(),
                counts.total(),
                message,
                id));
    }

    /** How many files it will do, as far as is known. */
    public void total(long id, long total) {
        database.write(session -> session.update("UPDATE run SET total = ? WHERE id = ?", total, id));
    }

    /** What was recorded, in the transaction that records it: a death loses none of it. */
    public static void add(Session session, long id, RecordedCounts recorded) throws SQLException {
        session.update(
                """
                UPDATE run SET classified = classified + ?, failed = failed + ?, quarantined = quarantined + ?,
                       bytes = bytes + ?, reread = reread + ?, revised = revised + ?
                 WHERE id = ?
                """,
                recorded.classified(),
                recorded.failed(),
                recorded.quarantined(),
                recorded.bytes(),
                recorded.reread(),
                recorded.revised(),
                id);
    }

    /** The policy and the number of workers that it really uses. */
    public void setUp(long id, String policy, int workers) {
        database.write(
                session -> session.update("UPDATE run SET policy = ?, workers = ? WHERE id = ?", policy, workers, id));
    }

    /** What only this kind knows, as JSON; {@code skipped} likewise. Null leaves what is there. */
    public void detail(long id, @Nullable String skipped, @Nullable String detail) {
        database.write(session -> session.update(
                "UPDATE run SET skipped = coalesce(?, skipped), detail = coalesce(?, detail) WHERE id = ?",
                skipped,
                detail,
                id));
    }

    /**
     * A program's last word, or its starter's where the program could not say one. An ended run
     * stays as it is.
     */
    public void end(long id, Run.Status status, int exit, String message) {
        database.write(session -> end(session, id, status, exit, message));
    }

    public int end(Session session, long id, Run.Status status, int exit, @Nullable String message)
            throws SQLException {
        return session.update("""
                UPDATE run SET state = ?, ended = ?, exit = ?, message = coalesce(?, message), owner = NULL
                 WHERE id = ? AND state IN ('pending', 'running')
                """, status.label(), clock.instant(), exit, message, id);
    }

    /** Ends the runs whose process is dead. How many. */
    public int reap() {
        boolean any = database.read(session -> session.number("SELECT count(*) FROM run WHERE state = 'running'") > 0);
        return any ? database.write(this::reap) : 0;
    }

    private int reap(Session session) throws SQLException {
        int reaped = 0;
        for (Open open : session.list(
                "SELECT id, owner FROM run WHERE state = 'running' AND owner IS NOT NULL",
                row -> new Open(row.getLong(1), row.getString(2)))) {
            if (open.owner() != null && !Slot.alive(volume, open.owner())) {
                reaped += end(
                        session, open.id(), Run.Status.FAILED, 137, "Its process died; what it had claimed goes on");
            }
        }
        return reaped;
    }

    private record Open(long id, @Nullable String owner) {}

    public Optional<Run> find(long id) {
        return database.read(
                session -> session.one("SELECT " + RunMapper.COLUMNS + " FROM run WHERE id = ?", RunMapper::of, id));
    }

    /**
     * Newest first. {@code kind} null for all; {@code before} the last id of the page before, or
     * Long.MAX_VALUE.
     */
    public List<Run> list(Run.@Nullable Kind kind, long before, int limit) {
        return database.read(session -> list(session, kind, before, limit));
    }

    public static List<Run> list(Session session, Run.@Nullable Kind kind, long before, int limit) throws SQLException {
        return kind == null
                ? session.list(
                        "SELECT " + RunMapper.COLUMNS + " FROM run WHERE id < ? ORDER BY id DESC LIMIT ?",
                        RunMapper::of,
                        before,
                        limit)
                : session.list(
                        "SELECT " + RunMapper.COLUMNS + " FROM run WHERE kind = ? AND id < ? ORDER BY id DESC LIMIT ?",
                        RunMapper::of,
                        kind.label(),
                        before,
                        limit);
    }

    private static Run get(Session session, long id) throws SQLException {
        return session.one("SELECT " + RunMapper.COLUMNS + " FROM run WHERE id = ?", RunMapper::of, id)
                .orElseThrow();
    }
}
