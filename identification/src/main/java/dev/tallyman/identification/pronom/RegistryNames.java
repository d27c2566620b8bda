package dev.tallyman.identification.pronom;

import dev.tallyman.file.Category;
import java.util.List;
import java.util.Objects;
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

    private RegistryNames() {}

    private static Words words(Category category, String alternatives) {
        return new Words(category, Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE));
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
