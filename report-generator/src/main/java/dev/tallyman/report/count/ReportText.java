package dev.tallyman.report.count;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.look.Name;
import dev.tallyman.look.RiskWords;
import dev.tallyman.look.Words;
import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the report's pages show what may be of any length. The data files have it whole. */
public final class ReportText {
    private static final int FOLDER = 120;
    private static final String UNKNOWN = "application/octet-stream";

    private ReportText() {}

    /** A name whose folders are cut in their middle. */
    public static Name name(FilePath path) {
        return Name.of(shortFolder(path.folder()) + path.name());
    }

    /** The same of a path as text. */
    public static Name name(String path) {
        int slash = path.lastIndexOf('/');
        return Name.of(shortFolder(path.substring(0, slash + 1)) + path.substring(slash + 1));
    }

    private static String shortFolder(String folder) {
        return folder.length() <= FOLDER
                ? folder
                : cut(folder, FOLDER / 2) + folder.substring(folder.indexOf('/', folder.length() - FOLDER / 2));
    }

    /** At most {@code length} characters, then an ellipsis. */
    public static String cut(String text, int length) {
        return Words.cut(text, length);
    }

    /** {@code JPEG, 1.01} or the best that is known. */
    public static String format(@Nullable String format, @Nullable String version, @Nullable String mime) {
        if (format == null) {
            return mime == null || mime.equals(UNKNOWN) ? "not identified" : cut(mime, 80);
        }
        String shown = cut(format, 80);
        return version == null || shown.contains(version) ? shown : shown + " " + cut(version, 20);
    }

    public static String format(Format format) {
        return format(format.format(), format.version(), format.mime());
    }

    public static String format(StoredFile file) {
        return format(file.format(), file.version(), file.mime());
    }

    /** A text as parts that show what would be invisible. */
    public static List<Name.Part> parts(String text) {
        Name name = Name.of(text);
        return Stream.of(name.folder(), name.head(), name.tail())
                .flatMap(List::stream)
                .toList();
    }

    /** A MIME type cut to what a cell has room for. */
    public static String mime(@Nullable String mime) {
        return mime == null ? "–" : cut(mime, 32);
    }

    /** What a name promises, in the words of its MIME type. */
    public static String kind(@Nullable String mime) {
        return mime == null ? "another format" : cut(mime, 60);
    }

    /** Why a file failed. */
    public static String reason(@Nullable String error) {
        return error == null || error.isBlank() ? "No reason was recorded." : cut(error, 300);
    }

    /** All risks of a file in words. */
    public static String risks(Set<Risk> risks) {
        return risks.stream().sorted().map(risk -> RiskWords.of(risk).label()).collect(Collectors.joining(", "));
    }

    /** {@code and 2 more}, after the worst of several. */
    public static String moreRisks(Set<Risk> risks) {
        return "and " + (risks.size() - 1) + " more";
    }

    /** {@code 2026-11-24 14:32Z}: reports are read anywhere, so their times are UTC and say so. */
    public static String day(Instant at) {
        return date(at) + " " + clock(at);
    }

    /** {@code 2026-11-24}. */
    public static String date(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** {@code 14:32Z}. */
    public static String clock(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES) + "Z";
    }

    /** {@code +38}, {@code −17}, {@code 0}. */
    public static String signed(long difference) {
        return difference == 0 ? "0" : (difference > 0 ? "+" : "−") + Words.count(Math.abs(difference));
    }

    /** What told the format, in words. */
    public static String basis(@Nullable Basis basis) {
        return switch (basis) {
            case null -> "–";
            case MAGIC -> "first bytes";
            case CONTAINER -> "what is inside";
            case XML -> "XML root";
            case TEXT -> "how its text reads";
            case NAME -> "name only";
            case NONE -> "nothing";
        };
    }
}
