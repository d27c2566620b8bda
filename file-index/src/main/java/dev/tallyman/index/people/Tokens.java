package dev.tallyman.index.people;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.IntakeException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens with which scripts come in as the person who made them. */
public final class Tokens {
    /** Of one person; whoever reaches it revokes one first. */
    public static final int MOST = 100;

    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final String COLUMNS = "id, person, display, groups, name, created, expires, used";

    private final Database database;
    private final InstantSource clock;

    public Tokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is known of one; its secret is not.
     *
     * @param person as they were when they made it
     * @param used when it was used last; null for never
     */
    public record Token(
            long id,
            Person person,
            String name,
            Instant created,
            Instant expires,
            @Nullable Instant used) {
        private static Token of(ResultSet row) throws SQLException {
            return new Token(
                    row.getLong(1),
                    Person.of(row.getString(2), row.getString(3), row.getString(4)),
                    row.getString(5),
                    Objects.requireNonNull(Session.time(row, 6)),
                    Objects.requireNonNull(Session.time(row, 7)),
                    Session.time(row, 8));
        }
    }

    /** Makes one; empty when the person has too many. */
    public Optional<Token> make(byte[] hash, Person person, String name, Duration life) {
        Instant now = clock.instant();
        return database.writeDurably(sql -> {
            if (sql.number("SELECT count(*) FROM token WHERE person = ?", person.name()) >= MOST) {
                return Optional.empty();
            }
            sql.update(
                    "INSERT INTO token (hash, person, display, groups, name, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    hash,
                    person.name(),
                    person.display(),
                    person.joined(),
                    name,
                    now,
                    now.plus(life));
            return sql.one("SELECT " + COLUMNS + " FROM token WHERE hash = ?", Token::of, hash);
        });
    }

    /** The one with this secret, used now; empty when it is none, revoked or expired. */
    public Optional<Token> use(byte[] hash) {
        Instant now = clock.instant();
        Optional<Token> found = find(hash);
        Instant used = found.map(Token::used).orElse(null);
        if (found.isPresent() && (used == null || used.plus(NOTED).isBefore(now))) {
            used(found.get().id(), now);
        }
        return found;
    }

    /** The same, without a use of it. */
    public Optional<Token> find(byte[] hash) {
        Instant now = clock.instant();
        return database.read(sql -> sql.one("SELECT " + COLUMNS + " FROM token WHERE hash = ?", Token::of, hash))
                .filter(token -> token.expires().isAfter(now));
    }

    private void used(long id, Instant now) {
        try {
            database.write(sql -> sql.update("UPDATE token SET used = ? WHERE id = ?", now, id));
        } catch (IntakeException.Full e) {
            // On a full volume scripts come in all the same, to make room.
        }
    }

    /** All of one person, the newest first; those that have expired too. */
    public List<Token> of(String person) {
        return database.read(sql ->
                sql.list("SELECT " + COLUMNS + " FROM token WHERE person = ? ORDER BY id DESC", Token::of, person));
    }

    /** One by its id. */
    public Token find(long id) {
        return database.read(sql -> sql.one("SELECT " + COLUMNS + " FROM token WHERE id = ?", Token::of, id))
                .orElseThrow(() -> new IntakeException.NotFound("There is no such token."));
    }

    /** Nobody comes in with it any more. */
    public void revoke(long id) {
        database.writeDurably(sql -> sql.update("DELETE FROM token WHERE id = ?", id));
    }
}
