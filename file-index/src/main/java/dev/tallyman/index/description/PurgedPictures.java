package dev.tallyman.index.description;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Thumbnails;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The small pictures of files that are about to be purged.
 *
 * @param contents their SHA-256
 */
public record PurgedPictures(Volume volume, Database database, List<String> contents) {
    public PurgedPictures {
        contents = List.copyOf(contents);
    }

    /** Those of these files. */
    public static PurgedPictures of(Volume volume, Database database, List<Long> files) {
        return new PurgedPictures(volume, database, database.read(session -> {
            List<String> contents = new ArrayList<>();
            for (long file : files) {
                contents.addAll(session.list(
                        "SELECT lower(hex(sha256)) FROM file WHERE id = ? AND pictured = 1",
                        row -> row.getString(1),
                        file));
            }
            return contents;
        }));
    }

    /**
     * Deletes those that no other file shares, once the rows are gone. A death in between leaves pictures that nobody
     * can ask for.
     */
    public void forgetUnused() {
        for (String sha256 : contents) {
            boolean used = database.read(session -> session.number(
                            "SELECT EXISTS (SELECT 1 FROM file WHERE sha256 = ?)",
                            HexFormat.of().parseHex(sha256))
                    == 1);
            try {
                if (!used) {
                    new Thumbnails(volume).delete(sha256);
                }
            } catch (IOException e) {
                throw new IntakeException.Unusable("The small pictures of what is purged stay: " + e.getMessage(), e);
            }
        }
    }
}
