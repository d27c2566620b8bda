package dev.tallyman.index.search;

import dev.tallyman.index.database.Session;
import java.sql.SQLException;

/** Notes for the index of names, in the transaction of what they are about. */
public final class Renamed {
    private Renamed() {}

    /** The file has another name from now on, or is gone, or has come under an old id. */
    public static void note(Session session, long file) throws SQLException {
        session.update("INSERT OR REPLACE INTO renamed (file) VALUES (?)", file);
    }
}
