package dev.tallyman.index.queue;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.description.DescriptionRecovery;
import dev.tallyman.index.runs.Blame;
import dev.tallyman.index.runs.ChargedAttempt;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what dead processes had claimed. One file open at the death is charged an attempt;
 * among several nobody can tell whose fault it was, so they are suspected, tried again alone, and
 * charged for it only if they kill again.
 */
final class Recovery {
    private final Volume volume;
    private final Database database;
    private final InstantSource clock;

    Recovery(Volume volume, Database database, InstantSource clock) {
        this.volume = volume;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Looks at every slot and every owner of a claim.
     *
     * @return how many files it took back
     */
    int run(int attempts) {
        List<String> owners = new ArrayList<>(Slot.owners(volume));
        for (String owner : database.read(session -> session.list("""
                SELECT owner FROM file WHERE owner IS NOT NULL
                UNION SELECT description_owner FROM file WHERE description_owner IS NOT NULL
                """, row -> row.getString(1)))) {
            if (!owners.contains(owner)) {
                owners.add(owner);
            }
        }
        int taken = 0;
        for (String owner : owners) {
            if (!Slot.alive(volume, owner)) {
                List<Long> noted = Slot.noted(volume, owner);
                taken += database.write(session -> takeBack(session, owner, noted, attempts));
                Slot.remove(volume, owner);
            }
        }
        return taken;
    }

    private int takeBack(Session session, String owner, List<Long> noted, int attempts) throws SQLException {
        Instant now = clock.instant();
        boolean described = DescriptionRecovery.takeBack(session, owner, noted, now);
        List<Long> open = new ArrayList<>();
        for (long file : noted) {
            open.addAll(session.list(
                    "SELECT id FROM file WHERE id = ? AND owner = ? AND state = 'claimed'",
                    row -> row.getLong(1),
                    file,
                    owner));
        }
        List<Long> again = StaleFiles.open(session, owner, noted);
        // Where a description was open too, that is the more likely culprit.
        boolean known = open.size() == 1 && again.isEmpty() && !described;
        if (known) {
            ChargedAttempt.count(
                    session,
                    session.list(
                            """
                    UPDATE file SET attempts = attempts + 1 + suspected, suspected = 0, owner = NULL, state_since = ?1,
                           done = ?1, error = ?4,
                           state = CASE WHEN attempts + 1 + suspected >= ?2 THEN 'quarantined' ELSE 'received' END,
                           category = CASE WHEN attempts + 1 + suspected >= ?2 THEN 'unknown' ELSE '' END
                     WHERE id = ?3
                    """ + ChargedAttempt.RETURNING,
                            ChargedAttempt::of,
                            now,
                            attempts,
                            open.getFirst(),
                            Blame.READER_DIED));
        }
        for (long file : known ? List.<Long>of() : open) {
            session.update("UPDATE file SET suspected = suspected + 1 WHERE id = ?", file);
        }
        for (long file : again) {
            StaleFiles.failed(session, file, owner, attempts);
        }
        StaleFiles.release(session, owner);
        int rest = session.update(
                "UPDATE file SET state = 'received', state_since = ?, owner = NULL WHERE owner = ? AND state = 'claimed'",
                now,
                owner);
        return rest + (known ? 1 : 0);
    }
}
