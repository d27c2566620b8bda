package dev.tallyman.index.runs;

import dev.tallyman.index.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * An attempt that a file was charged with after the process that read it had ended.
 *
 * @param run that read it
 * @param last true when it was one too many: the file is in quarantine
 */
public record ChargedAttempt(long run, boolean last) {
    /** To be added to a statement that charges files; its rows are these. */
    public static final String RETURNING = " RETURNING run, state = 'quarantined'";

    public static ChargedAttempt of(ResultSet row) throws SQLException {
        return new ChargedAttempt(row.getLong(1), row.getBoolean(2));
    }

    /** Adds them to the counts of their runs, in the transaction that charges. */
    public static void count(Session session, List<ChargedAttempt> charges) throws SQLException {
        for (ChargedAttempt charge : charges) {
            if (charge.last()) {
                RunRegister.add(session, charge.run(), new RecordedCounts(0, 0, 1, 0));
            }
        }
    }
}
