package dev.tallyman.rules;

import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What somebody may do, folder by folder: in each of their groups the deepest folder decides, and
 * the highest of those roles holds.
 *
 * <p>A path is raw here: a character for each of its bytes, which need not be text.
 */
public record Reach(List<FolderRoles> all) {
    /** Everything everywhere: where nobody signs in. */
    public static final Reach EVERYTHING = new Reach(List.of(new FolderRoles(Map.of("", Role.ADMIN))));

    public Reach {
        all = List.copyOf(all);
    }

    static String raw(FilePath path) {
        return new String(path.bytes(), StandardCharsets.ISO_8859_1);
    }

    /** The role for one file, or for what is handed in under this path. */
    public Role at(FilePath path) {
        return at(raw(path));
    }

    /** The role in the intake as a whole, that of its top folder. */
    public Role top() {
        return at("");
    }

    /** The lowest of all folders: what may be done everywhere. */
    public Role least() {
        return folders().map(this::at).min(Comparator.naturalOrder()).orElse(Role.NONE);
    }

    /** The highest of all folders: what may be done somewhere. */
    public Role most() {
        return folders().map(this::at).max(Comparator.naturalOrder()).orElse(Role.NONE);
    }

    /** The roles by folder, for people; only where they see anything. */
    public SortedMap<String, Role> roles() {
        var roles = new TreeMap<String, Role>();
        folders()
                .filter(folder -> at(folder) != Role.NONE)
                .forEach(folder -> roles.put("/" + text(folder), at(folder)));
        return roles;
    }

    private static String text(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private Role at(String path) {
        return all.stream()
                .map(roles -> roles.at(path))
                .max(Comparator.naturalOrder())
                .orElse(Role.NONE);
    }

    private Stream<String> folders() {
        return Stream.concat(Stream.of(""), all.stream().flatMap(roles -> roles.roles().keySet().stream()));
    }

    /** Where this role, or a higher one, holds. */
    public Sight sight(Role needed) {
        // What lies in a folder comes after its slash and before the byte after that.
        var borders = new TreeSet<String>();
        folders().forEach(folder -> {
            borders.add(folder);
            if (!folder.isEmpty()) {
                borders.add(folder.substring(0, folder.length() - 1) + (char) ('/' + 1));
            }
        });
        List<Sight.Stretch> stretches = new ArrayList<>();
        String open = null;
        for (String border : borders) {
            boolean covers = at(border).covers(needed);
            if (covers && open == null) {
                open = border;
            } else if (!covers && open != null) {
                stretches.add(new Sight.Stretch(open, border));
                open = null;
            }
        }
        if (open != null) {
            stretches.add(new Sight.Stretch(open, null));
        }
        return new Sight(stretches);
    }
}
