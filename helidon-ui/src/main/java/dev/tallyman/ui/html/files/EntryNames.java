package dev.tallyman.ui.html.files;

import dev.tallyman.look.Name;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the files in one ZIP, such that every system can extract all of them: what one of
 * them cannot have in a name, or takes for a folder or for another ending, is percent-encoded, and
 * no two names are the same. See docs/decisions/0035.
 */
final class EntryNames {
    /** Of Windows: they open a device, whatever their ending. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?");

    private static final String NOT_ON_WINDOWS = "\\<>:\"|?*";
    private static final int LONGEST_ENDING = 16;

    private final Set<String> given = new HashSet<>();

    /** The name of one more file. */
    String add(FilePath path) {
        String whole = new String(path.bytes(), StandardCharsets.ISO_8859_1);
        String name = Arrays.stream(whole.split("/", -1))
                .map(segment -> segment(segment.getBytes(StandardCharsets.ISO_8859_1)))
                .collect(Collectors.joining("/"));
        String free = name;
        for (int n = 2; !given.add(free); n++) {
            free = numbered(name, n);
        }
        return free;
    }

    private static String numbered(String name, int n) {
        int dot = name.lastIndexOf('.');
        int end = dot <= name.lastIndexOf('/') + 1 ? name.length() : dot;
        return name.substring(0, end) + " (" + n + ")" + name.substring(end);
    }

    private static String segment(byte[] bytes) {
        List<String> units = units(bytes);
        String text = String.join("", units);
        if (DEVICE.matcher(text).matches()) {
            units.set(0, encoded(units.getFirst()));
        }
        // Windows drops a dot or a space at the end.
        if (text.endsWith(".") || text.endsWith(" ")) {
            units.set(units.size() - 1, encoded(units.getLast()));
        }
        return fitted(units);
    }

    /** The characters, each as it is or encoded. */
    private static List<String> units(byte[] bytes) {
        FilePath name = FilePath.of(bytes);
        List<String> units = new ArrayList<>();
        // In an address every byte has its place.
        (name.isUtf8() ? name.text() : name.url()).codePoints().forEach(c -> units.add(unit(c)));
        return units;
    }

    private static String unit(int character) {
        String text = Character.toString(character);
        boolean encodes =
                Character.isISOControl(character) || NOT_ON_WINDOWS.indexOf(character) >= 0 || Name.turns(character);
        return encodes ? encoded(text) : text;
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append("%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    /** At most 255 bytes, with the ending. */
    private static String fitted(List<String> units) {
        int ending = units.lastIndexOf(".");
        if (ending <= 0 || units.size() - ending > LONGEST_ENDING) {
            ending = units.size();
        }
        List<String> head = new ArrayList<>(units.subList(0, ending));
        String tail = String.join("", units.subList(ending, units.size()));
        while (length(String.join("", head) + tail) > FilePath.MAX_SEGMENT) {
            head.removeLast();
        }
        return String.join("", head) + tail;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
