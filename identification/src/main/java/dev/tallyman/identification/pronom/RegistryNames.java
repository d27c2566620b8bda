package dev.tallyman.identification.pronom;

import dev.tallyman.file.Category;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The category of a format that only PRONOM knows, by the words of its name there. */
public final class RegistryNames {
    private record Words(Category category, Pattern pattern) {}

    // The first that is found decides: a compressed video is a video.
    private static final List<Words> WORDS = List.of(
            words(Category.DATA, "Cartridge|Mapping|Metadata|Project|Database|Plot|Table|Style"),
            words(Category.EMAIL, "E-?mail|Mailbox|Outlook Personal Folders|Outlook Express"),
            words(Category.FONT, "Fonts?"),
            words(Category.ARCHIVE, "Dis[kc] Image|Archiver?|Backup"),
            words(Category.VIDEO, "Video|Movie|Animation|FLIC|Film"),
            words(Category.AUDIO, "Audio|Sound|Music|Song|Tracker|MIDI"),
            words(
                    Category.DOCUMENT,
                    "Document|Word ?Processor|Spreadsheet|Presentation|Worksheet|Workbook|Publication"),
            words(Category.IMAGE, "Image|Bitmap|Drawing|Raster|Picture|Photo|Icon"),
            words(Category.MODEL, "Mesh|3D|Model"),
            words(Category.EXECUTABLE, "Executable"),
            words(Category.ARCHIVE, "Compressed|Compressor"),
            words(Category.CODE, "Source Code|Script"));

    // What names of formats have in common that have nothing in common.
    private static final Set<String> COMMON = Set.of(
            ("adobe and apple archive ascii audio autodesk binary bitmap compressed container corel data database disk"
                            + " document drawing file files font for format generic graphics image interchange lotus"
                            + " microsoft model movie object office picture program project raw settings source text"
                            + " the type version video windows")
                    .split(" ", -1));

    private RegistryNames() {}

    private static Words words(Category category, String alternatives) {
        return new Words(category, Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE));
    }

    /** True where two names of formats have a telling word in common, such as {@code OBJ}. */
    public static boolean areAkin(String name, String other) {
        Set<String> words = words(name);
        words.retainAll(words(other));
        return !words.isEmpty();
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>(List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)));
        words.removeIf(word -> word.length() < 3 || COMMON.contains(word));
        return words;
    }

    /** The category that the name tells; data where it tells none. */
    public static Category category(String name) {
        return Objects.requireNonNullElse(told(name), Category.DATA);
    }

    /** The category that the name tells, or null. */
    public static @Nullable Category told(String name) {
        return WORDS.stream()
                .filter(words -> words.pattern().matcher(name).find())
                .map(Words::category)
                .findFirst()
                .orElse(null);
    }
}
