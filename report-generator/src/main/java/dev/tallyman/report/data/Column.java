package dev.tallyman.report.data;

import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import io.helidon.json.JsonKey;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table's data files.
 *
 * @param key the name as JSON has it, computed once
 * @param value a String, Long, Double or Boolean; null where there is none
 */
public record Column<T>(String name, JsonKey key, Function<T, @Nullable Object> value) {

    public static <T> Column<T> of(String name, Function<T, @Nullable Object> value) {
        return new Column<>(name, JsonKey.create(name), value);
    }

    /** All that is known of a file, with the names of the index's view. */
    public static final List<Column<StoredFile>> OF_FILES = List.of(
            of("id", f -> f.id()),
            of("path", f -> f.path().text()),
            of("path_bytes", f -> pathBytes(f)),
            of("size", f -> f.size()),
            of("modified", f -> modified(f)),
            of("received", f -> iso(f.received())),
            of("state", f -> f.state().label()),
            of("category", f -> f.category().map(c -> c.label()).orElse(null)),
            of("mime", f -> f.mime()),
            of("puid", f -> f.puid()),
            of("format", f -> f.format()),
            of("version", f -> f.version()),
            of("basis", f -> f.basis() == null ? null : f.basis().label()),
            of("mismatch", f -> f.mismatch()),
            of("name_says", f -> f.nameSays()),
            of("sha256", f -> f.sha256()),
            of("attempts", f -> (long) f.attempts()),
            of("error", f -> f.error()),
            of("risks", f -> risks(f)),
            of("origin", f -> f.origin().name().toLowerCase(Locale.ROOT)),
            of("run", f -> f.handling().run()),
            of("policy", f -> f.handling().policy()),
            of("rules", f -> f.rules()),
            of("detector", f -> f.detector()),
            of("description_note", f -> f.inside().note()));

    /** The same and all metadata: JSON has a place for what differs from file to file. */
    public static final List<Column<StoredFile>> OF_LINES = Stream.concat(
                    OF_FILES.stream(),
                    Stream.<Column<StoredFile>>of(
                            of("members", f -> f.inside().members()), of("metadata", Column::metadata)))
            .toList();

    private static final Set<String> LEFT_OUT = Set.of(
            "modified",
            "puid",
            "mismatch",
            "sha256",
            "origin",
            "run",
            "policy",
            "rules",
            "detector",
            "description_note");

    /** What a list of some files says about each; the table of all files has the rest. */
    public static final List<Column<StoredFile>> OF_LISTS = OF_FILES.stream()
            .filter(column -> !LEFT_OUT.contains(column.name()))
            .toList();

    private static @Nullable String modified(StoredFile file) {
        Instant modified = file.modified();
        return modified == null ? null : iso(modified.truncatedTo(ChronoUnit.SECONDS));
    }

    private static @Nullable JsonValue metadata(StoredFile file) {
        String metadata = file.metadata();
        return metadata == null ? null : JsonParser.create(metadata).readJsonValue();
    }

    private static @Nullable String pathBytes(StoredFile file) {
        return file.path().text().indexOf('\uFFFD') < 0 || file.path().isUtf8()
                ? null
                : Base64.getEncoder().encodeToString(file.path().bytes());
    }

    private static @Nullable String risks(StoredFile file) {
        return file.risks().isEmpty()
                ? null
                : file.risks().stream().sorted().map(Risk::label).collect(Collectors.joining(" "));
    }

    static String iso(Instant time) {
        return time.toString();
    }
}
