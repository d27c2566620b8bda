package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * As long as it is open, a session knows of one folder at the root and of nothing beside it: views of this session alone
 * stand before the tables, so that whatever counts the whole intake counts the folder. Runs and deeds speak of the
 * whole, so there are none.
 */
final class OneFolder implements AutoCloseable {
    private final Session session;

    OneFolder(Session session, FilePath folder) throws SQLException {
        this.session = session;
        String name = HexFormat.of().formatHex(folder.bytes());
        // What lies in it comes after its slash and before the byte after that.
        String inside = "path >= x'%s2f' AND path < x'%s30'".formatted(name, name);
        // Apart, because trashed ones are not in the index of paths.
        session.execute("""
                CREATE TEMP VIEW file AS
                SELECT * FROM main.file WHERE state <> 'trashed' AND %1$s
                UNION ALL
                SELECT * FROM main.file WHERE state = 'trashed' AND state <> 'classified' AND %1$s
                """.formatted(inside));
        session.execute("""
                CREATE TEMP VIEW tally AS
                SELECT state, category, mismatch, risks <> '' AS risky, count(*) AS files, sum(size) AS bytes
                  FROM temp.file GROUP BY 1, 2, 3, 4
                """);
        session.execute("CREATE TEMP VIEW run AS SELECT * FROM main.run WHERE 0");
        session.execute("CREATE TEMP VIEW event AS SELECT * FROM main.event WHERE 0");
    }

    @Override
    public void close() throws SQLException {
        session.execute("DROP VIEW temp.tally");
        session.execute("DROP VIEW temp.file");
        session.execute("DROP VIEW temp.run");
        session.execute("DROP VIEW temp.event");
    }
}
