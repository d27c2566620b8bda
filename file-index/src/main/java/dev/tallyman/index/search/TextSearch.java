package dev.tallyman.index.search;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds files by what their texts hold, and shows where. */
public final class TextSearch {
    /** Of more, these are the newest. */
    private static final int MOST = 10_001;

    private static final int BYTES = 4;
    private static final Snippet NOTHING = new Snippet(List.of());

    private final TextIndex texts;
    private final Volume volume;

    public TextSearch(TextIndex texts, Volume volume) {
        this.texts = texts;
        this.volume = volume;
    }

    private record Hit(long file, double rank) {}

    /** The best first. */
    public TextHits find(TextQuery query) {
        return texts.read(session -> session.list(
                        "SELECT rowid, bm25(words) FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?",
                        row -> new Hit(row.getLong(1), row.getDouble(2)),
                        query.match(),
                        MOST))
                .map(hits -> new TextHits(
                        hits.stream()
                                .sorted(Comparator.comparingDouble(Hit::rank))
                                .map(Hit::file)
                                .toList(),
                        hits.size() == MOST))
                .orElse(TextHits.NONE);
    }

    private record Kept(
            int length, @Nullable String charset, @Nullable String text) {
        static Kept of(ResultSet row) throws SQLException {
            byte[] packed = row.getBytes(3);
            return new Kept(
                    row.getInt(1), row.getString(2), packed == null ? null : Deflated.text(packed, row.getInt(1)));
        }
    }

    /** Where it is in the file’s text; no pieces where that cannot be shown. */
    public Snippet snippet(StoredFile file, TextQuery query) {
        Optional<Kept> kept = texts.read(session ->
                        session.one("SELECT length, charset, text FROM content WHERE file = ?", Kept::of, file.id()))
                .flatMap(one -> one);
        if (kept.isEmpty() || file.state() == State.TRASHED || file.state() == State.MISSING) {
            return NOTHING;
        }
        try {
            return Snippet.of(text(file, kept.get()), query);
        } catch (IOException | IllegalArgumentException e) {
            return NOTHING; // the file has changed since, or is gone
        }
    }

    private String text(StoredFile file, Kept kept) throws IOException {
        if (kept.text() != null) {
            return kept.text();
        }
        try (OpenFile open = volume.open(file.path());
                FileChannel channel = open.channel()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), (long) kept.length() * BYTES));
            int got = 0;
            while (bytes.hasRemaining() && got >= 0) {
                got = channel.read(bytes);
            }
            String text = Charset.forName(Objects.requireNonNull(kept.charset()))
                    .decode(bytes.flip())
                    .toString();
            return text.substring(0, Math.min(text.length(), kept.length()));
        }
    }
}
