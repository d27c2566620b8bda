package dev.tallyman.index.catalog;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns rows of the table {@code file} into values: the one place that knows its columns. */
public final class FileMapper {
    /** The columns that {@link #of} reads, in its order. */
    public static final String COLUMNS = """
            id, path, size, mtime_ns, inode, arrived, origin, state, state_since, attempts, category, mime, puid, format,
            version, basis, mismatch, name_says, risks, sha256, metadata, error, rules, detector,
            run, worker, policy, claimed, started, done, batch,
            description, described, description_error, members, pictured, released, release_reason, moved, former,
            puids""";

    private FileMapper() {}

    public static StoredFile of(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes(20);
        return new StoredFile(
                row.getLong(1),
                FilePath.known(row.getBytes(2)),
                new StoredFile.OnDisk(
                        row.getLong(3),
                        StoredFile.modified(row.getLong(4)),
                        row.getLong(5),
                        sha256 == null ? null : HexFormat.of().formatHex(sha256)),
                arrival(row),
                new StoredFile.Standing(
                        State.of(row.getString(8)),
                        Instant.ofEpochMilli(row.getLong(9)),
                        row.getInt(10),
                        row.getString(22)),
                verdict(row),
                handling(row),
                inside(row));
    }

    private static StoredFile.Arrival arrival(ResultSet row) throws SQLException {
        byte[] former = row.getBytes(40);
        return new StoredFile.Arrival(
                Instant.ofEpochMilli(row.getLong(6)),
                StoredFile.Origin.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getString(31),
                Session.time(row, 39),
                former == null ? null : FilePath.known(former));
    }

    private static StoredFile.Verdict verdict(ResultSet row) throws SQLException {
        String category = row.getString(11);
        String basis = row.getString(16);
        return new StoredFile.Verdict(
                category.isEmpty() ? Optional.empty() : Optional.of(Category.of(category)),
                row.getString(12),
                puids(row.getString(13), row.getString(41)),
                row.getString(14),
                row.getString(15),
                basis == null ? null : Basis.of(basis),
                row.getInt(17) == 1,
                row.getString(18),
                Risk.split(row.getString(19)),
                row.getString(21),
                row.getString(23),
                row.getString(24));
    }

    // One id, as of most files, stands alone.
    private static List<String> puids(@Nullable String puid, @Nullable String all) {
        return all != null ? List.of(all.split(" ", -1)) : puid == null ? List.of() : List.of(puid);
    }

    private static StoredFile.Inside inside(ResultSet row) throws SQLException {
        String state = row.getString(32);
        long members = row.getLong(35);
        Long membersOrNull = row.wasNull() ? null : Long.valueOf(members);
        return new StoredFile.Inside(
                "described".equals(state) ? Session.time(row, 33) : null,
                "none".equals(state),
                row.getString(34),
                membersOrNull,
                row.getInt(36) == 1,
                Session.time(row, 37),
                row.getString(38));
    }

    private static StoredFile.Handling handling(ResultSet row) throws SQLException {
        long run = row.getLong(25);
        Long runOrNull = row.wasNull() ? null : Long.valueOf(run);
        int worker = row.getInt(26);
        Integer workerOrNull = row.wasNull() ? null : Integer.valueOf(worker);
        return new StoredFile.Handling(
                runOrNull,
                workerOrNull,
                row.getString(27),
                Session.time(row, 28),
                Session.time(row, 29),
                Session.time(row, 30));
    }
}
