package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of an intake know of each file that they sent: where it may be, from the answers
 * that they had. Each content exists once, so a second copy is somebody's fault.
 */
final class Ledger {
    enum Place {
        FILES,
        TRASH,
        NOWHERE
    }

    /** One content; only the client that sent it acts on it, and only that one writes here. */
    static final class Entry {
        final String path;
        final String content;
        private volatile Set<Place> places = EnumSet.of(Place.NOWHERE);
        private volatile @Nullable String id;

        private Entry(String path, String content) {
            this.path = path;
            this.content = content;
        }

        /** Its id, once an upload was answered or a check has found it. */
        String id() {
            var known = id;
            if (known == null) {
                throw new IllegalStateException("no id is known of " + path);
            }
            return known;
        }

        void named(String id) {
            this.id = id;
        }

        boolean isIn(Place place) {
            return places.equals(Set.of(place));
        }

        /** Asked to go there, not answered yet: it may be where it was, or there. */
        void maybe(Place place) {
            var both = EnumSet.copyOf(places);
            both.add(place);
            places = both;
        }

        void is(Place place) {
            places = EnumSet.of(place);
        }

        /** Said once; nobody acts on it any more. */
        private void faulty() {
            places = Set.of();
        }
    }

    /** A row of the index. */
    private record Row(String id, String state, boolean described) {}

    private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();

    Entry open(String path, String content) {
        var entry = new Entry(path, content);
        entries.add(entry);
        return entry;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * What is not as the answers said, after a sweep and with nobody at work. Places that were open
     * are known afterwards.
     */
    List<String> faults(Path data) throws Exception {
        Map<String, List<String>> inFiles = contents(data.resolve("files"));
        Map<String, List<String>> inTrash = contents(data.resolve("trash"));
        Map<String, Row> rows = rows(data);
        var faults = new ArrayList<String>();
        for (Entry entry : entries) {
            if (entry.places.isEmpty()) {
                continue;
            }
            String fault = fault(
                    entry,
                    inFiles.getOrDefault(entry.content, List.of()),
                    inTrash.getOrDefault(entry.content, List.of()),
                    rows);
            if (fault != null) {
                faults.add(fault);
                entry.faulty();
            }
        }
        return faults;
    }

    private static @Nullable String fault(Entry entry, List<String> files, List<String> trash, Map<String, Row> rows) {
        if (files.size() + trash.size() > 1) {
            return "doubled: " + entry.path + " lies at " + files + " and in trash/ at " + trash;
        }
        if (files.isEmpty() && trash.isEmpty()) {
            boolean may = entry.places.contains(Place.NOWHERE);
            entry.is(Place.NOWHERE);
            return may ? null : "lost: " + entry.path;
        }
        Place place = trash.isEmpty() ? Place.FILES : Place.TRASH;
        Row row = rows.get(trash.isEmpty() ? files.getFirst() : "#" + trash.getFirst());
        String right = trash.isEmpty() ? "classified" : "trashed";
        if (row == null || !row.state.equals(right)) {
            return "unreachable: " + entry.path + " is in " + place + ", its row says " + row;
        }
        if (!entry.places.contains(place)) {
            return "moved: " + entry.path + " is in " + place + ", answers said " + entry.places;
        }
        if (place == Place.FILES && !row.described) {
            return "not described: " + entry.path;
        }
        if (entry.id != null && !row.id.equals(entry.id)) {
            return "renumbered: " + entry.path + " was " + entry.id + " and is " + row.id;
        }
        entry.named(row.id);
        entry.is(place);
        return null;
    }

    /** Content to names, relative to the folder. */
    private static Map<String, List<String>> contents(Path folder) throws IOException {
        var found = new HashMap<String, List<String>>();
        for (Path file : Disk.files(folder)) {
            found.computeIfAbsent(new String(Files.readAllBytes(file), UTF_8), _ -> new ArrayList<>())
                    .add(folder.relativize(file).toString());
        }
        return found;
    }

    /** By path, and by "#" and id for what is in the trash. */
    private static Map<String, Row> rows(Path data) throws Exception {
        var rows = new HashMap<String, Row>();
        for (String line : Shell.query(
                data,
                "SELECT id, state, (SELECT described IS NOT NULL OR description_error IS NOT NULL FROM file f WHERE f.id = v_file.id), path FROM v_file")) {
            String[] columns = line.split("\\|", 4);
            var row = new Row(columns[0], columns[1], columns[2].equals("1"));
            rows.put(row.state.equals("trashed") ? "#" + row.id : columns[3], row);
        }
        return rows;
    }
}
