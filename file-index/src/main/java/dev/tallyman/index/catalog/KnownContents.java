package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that hold contents which somebody is about to send. */
public final class KnownContents {
    /** How many files of one content are told of. */
    public static final int FILES = 10;

    private final Database database;

    public KnownContents(Database database) {
        this.database = database;
    }

    /**
     * A content.
     *
     * @param sha256 hex
     * @param wanted where it is to lie; a file there is told of first
     */
    public record Content(
            String sha256, long size, @Nullable FilePath wanted) {}

    /**
     * A file that holds one.
     *
     * @param batch what its sender called all that was sent together
     */
    public record Holder(long id, FilePath path, @Nullable String batch) {}

    /** A content and the present files that hold it, at least one. */
    public record Known(Content content, List<Holder> files) {
        public Known {
            files = List.copyOf(files);
        }
    }

    /** Those of the contents that are here, in their order. */
    public List<Known> of(List<Content> contents) {
        Sight sight = Sight.current();
        return database.read(session -> {
            List<Known> known = new ArrayList<>();
            for (Content content : contents) {
                List<Object> args = new ArrayList<>(List.of(HexFormat.of().parseHex(content.sha256()), content.size()));
                args.addAll(sight.args());
                args.add(content.wanted() == null ? new byte[0] : content.wanted());
                args.add(FILES);
                List<Holder> files = session.list(
                        """
                        SELECT id, path, batch FROM file
                         WHERE sha256 = ? AND size = ? AND state <> 'trashed' AND state <> 'missing' AND %s
                         ORDER BY path = ? DESC, id LIMIT ?
                        """.formatted(sight.sql("+path")),
                        row -> new Holder(row.getLong(1), FilePath.known(row.getBytes(2)), row.getString(3)),
                        args.toArray());
                if (!files.isEmpty()) {
                    known.add(new Known(content, files));
                }
            }
            return known;
        });
    }
}
