package dev.tallyman.index.runs;

import dev.tallyman.index.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What whoever runs the programs knows of a run's end and its own process could not say: that it
 * was out of memory or out of time, and which file is to blame.
 */
public final class Blame {
    /** Of a file whose reader's death nobody has explained. */
    public static final String READER_DIED = "The reader died while it read this file: killed, or out of memory.";

    private final Database database;
    private final InstantSource clock;

    public Blame(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Files whose reader in a Job died: says that it was its memory. How many. */
    public int outOfMemory(String job) {
        return database.write(session -> session.update("""
                UPDATE file SET error = 'Reading it takes more memory than its Pod has: the Pod was killed, out of memory.'
                 WHERE run IN (SELECT id FROM run WHERE name = ?1 OR job = ?1) AND error = ?2
                   AND state IN ('received', 'claimed', 'quarantined')
                """, job, READER_DIED));
    }

    /**
     * A Job was stopped at its deadline: its run failed, and a file that it handed back after
     * reading it for half of its life and a quarter of the deadline is charged an attempt.
     * Otherwise one file too slow to read would be read first by every sweep, for ever.
     *
     * @param job or the name of a run that is no Job
     * @param attempts after which a file needs people
     * @param words how the run ended
     * @return how many files were charged
     */
    public int outOfTime(String job, Duration deadline, int attempts, String words) {
        return database.write(session -> {
            session.update("""
                            UPDATE run SET state = 'failed', message = ?2
                             WHERE (name = ?1 OR job = ?1) AND state = 'cancelled' AND exit = 143
                            """, job, words);
            List<ChargedAttempt> charges = session.list(
                    """
                UPDATE file SET attempts = attempts + 1, started = NULL, done = ?1, state_since = ?1,
                       error = 'Reading it took longer than a whole sweep may take, which is ' || ?2 || ' seconds.',
                       state = CASE WHEN attempts + 1 >= ?3 THEN 'quarantined' ELSE 'received' END,
                       category = CASE WHEN attempts + 1 >= ?3 THEN 'unknown' ELSE '' END
                 WHERE id IN (SELECT file.id FROM file JOIN run ON run.id = file.run
                               WHERE (run.name = ?4 OR run.job = ?4) AND file.state = 'received' AND file.started IS NOT NULL
                                 AND 2 * (coalesce(run.ended, ?1) - file.started) >= coalesce(run.ended, ?1) - run.started
                                 AND 4 * (coalesce(run.ended, ?1) - file.started) >= 1000 * ?2)
                """ + ChargedAttempt.RETURNING,
                    ChargedAttempt::of,
                    clock.instant(),
                    deadline.toSeconds(),
                    attempts,
                    job);
            ChargedAttempt.count(session, charges);
            return charges.size();
        });
    }
}
