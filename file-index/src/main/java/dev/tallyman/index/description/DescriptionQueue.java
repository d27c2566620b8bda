package dev.tallyman.index.description;

import dev.tallyman.file.Risk;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Claims files to be described, and records what is in them. Safe for many threads and processes. */
public final class DescriptionQueue {
    /** Readings that may fail before a file stays without a description. */
    public static final int ATTEMPTS = 2;

    /** Why a file is not described whose bytes were not where its row said; void when the row follows them. */
    public static final String ELSEWHERE = "It has changed on the disk since its verdict.";

    // By that index, or SQLite looks at all that have a verdict.
    private static final String WAITING =
            "file INDEXED BY file_to_describe WHERE state = 'classified' AND description IS NULL";

    private final Database database;
    private final InstantSource clock;

    public DescriptionQueue(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** True while a file waits for it. */
    public boolean anyLeft() {
        return database.read(session -> session.number("SELECT EXISTS (SELECT 1 FROM " + WAITING + ")") == 1);
    }

    /** How many have none yet but those that are being described. */
    public long left() {
        return database.read(session -> session.number("SELECT count(*) FROM " + WAITING));
    }

    /** Claims the next files, the oldest first; charges nobody an attempt. */
    public List<DescriptionClaim> claim(Slot slot, int files) {
        return database.write(
                session -> session.list("""
                        UPDATE file SET description = 'claimed', description_owner = ?1
                         WHERE id IN (SELECT id FROM %s ORDER BY id LIMIT ?2)
                        RETURNING id, path, size, mtime_ns, inode, mime, sha256, description_attempts,
                                  description_attempts + description_suspected > 0, 0
                        """.formatted(WAITING), DescriptionQueue::toClaim, slot.owner(), files));
    }

    /** The descriptions that are to be made again, for one sweep. */
    public StaleDescriptions stale() {
        return new StaleDescriptions(database);
    }

    static DescriptionClaim toClaim(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes(7);
        return new DescriptionClaim(
                row.getLong(1),
                FilePath.known(row.getBytes(2)),
                new DiskFacts(row.getLong(3), row.getLong(4), row.getLong(5)),
                Objects.requireNonNullElse(row.getString(6), ""),
                sha256 == null ? null : HexFormat.of().formatHex(sha256),
                row.getInt(8) + 1,
                row.getInt(9) == 1,
                row.getInt(10) == 1);
    }

    /**
     * Records what was found, in one transaction; whoever lost the claim meanwhile writes nothing.
     *
     * @param describer version of the readers
     * @param search names the search index that holds the texts; empty where they are not kept
     */
    public void record(Slot slot, List<DescriptionOutcome> some, String describer, String search) {
        database.write(session -> {
            for (DescriptionOutcome one : some) {
                record(session, slot.owner(), one, describer, search);
            }
            // A report that was made before shows less.
            session.update("INSERT OR REPLACE INTO meta VALUES ('described', ?)", clock.instant());
            return some.size();
        });
    }

    private void record(Session session, String owner, DescriptionOutcome one, String describer, String search)
            throws SQLException {
        DescriptionClaim claim = one.claim();
        switch (one.outcome()) {
            case DescriptionOutcome.Found found -> found(session, owner, claim, found, describer, search);
            case DescriptionOutcome.Failed(String reason)
            when claim.again() -> StaleDescriptions.failed(session, claim, owner, reason);
            case DescriptionOutcome.Failed(String reason) ->
                session.update("""
                        UPDATE file SET description = CASE WHEN ?1 >= ?2 THEN 'none' END, description_owner = NULL,
                               description_attempts = ?1, description_error = ?3, described = ?4, describer = ?5
                         WHERE id = ?6 AND description_owner = ?7
                        """, claim.attempt(), ATTEMPTS, reason, clock.instant(), describer, claim.file(), owner);
            case DescriptionOutcome.Full _ -> session.update("""
                        UPDATE file SET description = CASE WHEN description <> 'claimed' THEN description END,
                               description_owner = NULL
                         WHERE id = ? AND description_owner = ?
                        """, claim.file(), owner);
            // As long as nobody has looked again it is not worth another try.
            case DescriptionOutcome.Gone _ -> session.update("""
                        UPDATE file SET description = 'none', description_owner = NULL, description_error = ?,
                               description_stale = NULL
                         WHERE id = ? AND description_owner = ?
                        """, ELSEWHERE, claim.file(), owner);
        }
    }

    private void found(
            Session session,
            String owner,
            DescriptionClaim claim,
            DescriptionOutcome.Found found,
            String describer,
            String search)
            throws SQLException {
        Set<Risk> dangers = EnumSet.noneOf(Risk.class);
        dangers.addAll(found.description().dangers());
        List<Set<Risk>> before = session.list(
                "SELECT risks, dangers FROM file WHERE id = ? AND description_owner = ?",
                row -> without(Risk.split(row.getString(1)), Risk.split(row.getString(2))),
                claim.file(),
                owner);
        if (before.isEmpty()) {
            return;
        }
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        risks.addAll(before.getFirst());
        risks.addAll(dangers);
        // The verdict’s own stay its own.
        dangers.removeAll(before.getFirst());
        session.update(
                """
                UPDATE file SET description = 'described', description_owner = NULL, description_suspected = 0,
                       description_attempts = ?1, description_error = ?2, described = ?3, describer = ?4, metadata = ?5,
                       dangers = ?6, risks = ?7, members = ?8, texted = ?9, pictured = ?10,
                       description_stale = CASE WHEN (SELECT value FROM meta WHERE key = 'describer') <> ?4 THEN 1 END
                 WHERE id = ?11
                """,
                claim.attempt(),
                found.description().incomplete(),
                clock.instant(),
                describer,
                MetadataJson.of(found.description().metadata()),
                Risk.join(dangers),
                Risk.join(risks),
                found.description().memberCount(),
                found.text() == null || search.isEmpty() ? null : search,
                found.pictured(),
                claim.file());
        SoughtMetadata.of(found.description().metadata()).write(session, claim.file());
        MemberRows.write(session, claim.file(), found.description().members());
    }

    private static Set<Risk> without(Set<Risk> all, Set<Risk> some) {
        all.removeAll(some);
        return all;
    }

    /** Gives back what is claimed and not recorded, uncharged: the process ends in peace. */
    public void handBack(Slot slot) {
        database.write(session -> {
            DescriptionRecovery.release(session, slot.owner());
            return 0;
        });
    }

    /**
     * Has classified files described again by the next sweep. Those that wait for it already do so.
     *
     * @return how many of these that are
     */
    public int again(List<Long> ids) {
        return database.write(session -> session.update("""
                UPDATE file SET description_attempts = 0,
                       description_stale = CASE WHEN description IN ('described', 'none') THEN 2 END
                 WHERE state = 'classified' AND id IN (SELECT value FROM json_each(?))
                """, ids.toString()));
    }

    /** Lets a file go that was held, for a reason that is written down. */
    public void release(long file, String reason) {
        database.write(session -> {
            History.ofFile(session, clock.instant(), Author.current(), Deed.RELEASE, file, reason);
            return session.update(
                    "UPDATE file SET released = ?, release_reason = ? WHERE id = ?", clock.instant(), reason, file);
        });
    }

    /** A page of the files inside a file. */
    public List<MemberRows.Row> members(long file, int after, int limit) {
        return database.read(session -> MemberRows.list(session, file, after, limit));
    }
}
