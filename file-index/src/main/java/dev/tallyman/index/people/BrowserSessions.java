package dev.tallyman.index.people;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.IntakeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Who has signed in with a browser, until they leave or are away for too long. */
public final class BrowserSessions {
    private static final int MOST = 50; // of one person
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;

    public BrowserSessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How long a session lasts.
     *
     * @param idle without a request
     * @param longest whatever happens
     */
    public record Ends(Duration idle, Duration longest) {}

    /**
     * One that has not ended.
     *
     * @param proof what the person was known by when it began
     */
    public record Session(Person person, String proof) {}

    private record Row(Session session, Instant began, Instant seen) {}

    /** Begins one, and ends those of everybody that are over. */
    public void begin(byte[] hash, Session session, Ends ends) {
        Instant now = clock.instant();
        Person person = session.person();
        database.write(sql -> {
            sql.update(
                    "DELETE FROM session WHERE seen <= ? OR began <= ?",
                    now.minus(ends.idle()),
                    now.minus(ends.longest()));
            sql.update("""
                    DELETE FROM session WHERE hash IN (
                      SELECT hash FROM session WHERE person = ? ORDER BY seen DESC LIMIT -1 OFFSET ?)
                    """, person.name(), MOST - 1);
            return sql.update(
                    "INSERT INTO session (hash, person, display, groups, proof, began, seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    hash,
                    person.name(),
                    person.display(),
                    person.joined(),
                    session.proof(),
                    now,
                    now);
        });
    }

    /**
     * The session with this secret.
     *
     * @param seen whether that counts as a request, from which its idle end is counted
     */
    public Optional<Session> find(byte[] hash, Ends ends, boolean seen) {
        Instant now = clock.instant();
        Optional<Row> found = database.read(sql -> sql.one(
                        "SELECT person, display, groups, proof, began, seen FROM session WHERE hash = ?",
                        row -> new Row(
                                new Session(
                                        Person.of(row.getString(1), row.getString(2), row.getString(3)),
                                        row.getString(4)),
                                Instant.ofEpochMilli(row.getLong(5)),
                                Instant.ofEpochMilli(row.getLong(6))),
                        hash))
                .filter(row -> row.seen().plus(ends.idle()).isAfter(now)
                        && row.began().plus(ends.longest()).isAfter(now));
        // Not with every request, or reading would wait for those who write.
        if (seen && found.isPresent() && found.get().seen().plus(NOTED).isBefore(now)) {
            saw(hash, now);
        }
        return found.map(Row::session);
    }

    private void saw(byte[] hash, Instant now) {
        try {
            database.write(sql -> sql.update("UPDATE session SET seen = ? WHERE hash = ?", now, hash));
        } catch (IntakeException.Full e) {
            // On a full volume people come in all the same, to make room.
        }
    }

    public void end(byte[] hash) {
        database.write(sql -> sql.update("DELETE FROM session WHERE hash = ?", hash));
    }

    /** Ends all of one person’s, wherever they are. */
    public void endAll(String person) {
        database.write(sql -> sql.update("DELETE FROM session WHERE person = ?", person));
    }
}
