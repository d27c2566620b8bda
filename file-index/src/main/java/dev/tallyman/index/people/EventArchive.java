package dev.tallyman.index.people;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFolder;
import io.helidon.json.JsonObject;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies the history into files beside the logs, each night what is new, and forgets in the index
 * what is older than the rules want it there. The files stay: {@link EventProof} tells whether any
 * of them was tampered with.
 */
public final class EventArchive {
    private final Database database;
    private final Volume volume;
    private final InstantSource clock;

    public EventArchive(Database database, Volume volume, InstantSource clock) {
        this.database = database;
        this.volume = volume;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param file with the new events; null where there were none
     * @param head the hash of its last line: whoever keeps it elsewhere can prove the end of the chain
     * @param forgotten rows that are in files only now
     */
    public record Kept(Optional<String> file, String head, long events, int forgotten) {}

    /** The hash that a file ended with when it was made, by its last event. */
    public record Anchor(long last, String hash) {}

    /** Those of all files that this index knows of. */
    public List<Anchor> anchors() {
        return database.read(session -> session.list(
                "SELECT last, hash FROM event_chain ORDER BY last",
                row -> new Anchor(row.getLong(1), row.getString(2))));
    }

    /** The event files of a folder in their order. */
    static List<EventFile> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> EventFile.of(file).stream())
                    .sorted(EventFile.ORDER)
                    .toList();
        }
    }

    /**
     * Writes what is new.
     *
     * @param time for which events stay in the index too
     */
    public Kept keep(Duration time) {
        try {
            List<EventFile> files = in(volume.logs());
            EventFile newest = files.isEmpty() ? null : files.getLast();
            String previous = newest == null ? EventFile.NOTHING : head(newest);
            long after = newest == null ? 0 : newest.last();
            Written written = database.read(session -> write(session, previous, after));
            if (written.events() == 0) {
                return new Kept(Optional.empty(), previous, 0, forget(after, time));
            }
            String name = EventFile.name(written.first(), written.last());
            Files.createLink(volume.logs().resolve(name), part());
            Files.delete(part());
            OpenFolder.sync(volume.logs());
            database.writeDurably(session -> session.update(
                    "INSERT OR REPLACE INTO event_chain (last, hash) VALUES (?, ?)", written.last(), written.head()));
            return new Kept(Optional.of(name), written.head(), written.events(), forget(written.last(), time));
        } catch (IOException | UncheckedIOException e) {
            throw new IntakeException.Unusable("The events could not be written to logs/: " + e.getMessage(), e);
        }
    }

    private record Written(String head, long first, long last, long events) {}

    private Path part() {
        return volume.logs().resolve("events.part");
    }

    // Whoever writes holds the lock of housekeeping; what a dead one left is written over.
    private Written write(Session session, String previous, long after) throws SQLException {
        try (var file = new FileOutputStream(part().toFile());
                var out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8))) {
            var written = new Written[] {new Written(previous, 0, after, 0)};
            History.each(session, after, done -> {
                Written before = written[0];
                long first = before.events() == 0 ? done.id() : before.first();
                String head = line(out, before.head(), done.json().build());
                written[0] = new Written(head, first, done.id(), before.events() + 1);
            });
            Written all = written[0];
            JsonObject end = JsonObject.builder().set("end", all.events()).build();
            String head = line(out, all.head(), end);
            out.flush();
            file.getFD().sync();
            return new Written(head, all.first(), all.last(), all.events());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(BufferedWriter out, String previous, JsonObject fields) {
        String text = EventFile.Line.text(previous, fields);
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EventFile.Line.of(text).orElseThrow().hash();
    }

    // What is new follows what is there, whatever happened to that: verifying tells.
    private static String head(EventFile file) throws IOException {
        try (Stream<String> lines = Files.lines(file.path(), StandardCharsets.ISO_8859_1)) {
            return lines.flatMap(line -> EventFile.Line.of(line).stream())
                    .reduce((_, later) -> later)
                    .map(EventFile.Line::hash)
                    .orElse(EventFile.NOTHING);
        }
    }

    private int forget(long last, Duration time) {
        return database.write(session -> session.update(
                "DELETE FROM event WHERE id <= ? AND at < ?",
                last,
                clock.instant().minus(time)));
    }
}
