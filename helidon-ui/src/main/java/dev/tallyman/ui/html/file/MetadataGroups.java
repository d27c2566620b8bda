package dev.tallyman.ui.html.file;

import dev.tallyman.file.Category;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Fact;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import io.helidon.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metadata of a file in the groups in which people think of it, with units. */
record MetadataGroups(StoredFile file) {
    private static final int LONGEST = 400;

    List<Inside.Group> list() {
        Map<String, String> values = values();
        Map<MetadataWords.Group, List<Fact>> facts = new EnumMap<>(MetadataWords.Group.class);
        MetadataWords.Group own = MetadataWords.group(file.category().orElse(null));
        together(values)
                .forEach((group, some) ->
                        facts.computeIfAbsent(group, _ -> new ArrayList<>()).addAll(some));
        values.forEach((name, value) -> facts.computeIfAbsent(MetadataWords.group(name, own), _ -> new ArrayList<>())
                .add(fact(name, value)));
        return facts.entrySet().stream()
                .map(entry -> new Inside.Group(entry.getKey().title(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** A whole number of the metadata; 0 where there is none. */
    static long number(StoredFile file, String name) {
        Long number = number(new MetadataGroups(file).values().get(name));
        return number == null ? 0 : number;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        String metadata = file.metadata();
        if (metadata == null) {
            return values;
        }
        try {
            JsonObject object =
                    JsonParser.create(metadata.getBytes(StandardCharsets.UTF_8)).readJsonObject();
            for (String name : object.keysAsStrings()) {
                values.put(name, text(object.value(name).orElseThrow()));
            }
        } catch (JsonException e) {
            values.put("Metadata", "cannot be read");
        }
        return values;
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonString string -> string.value();
            case JsonArray array ->
                array.values().stream().map(MetadataGroups::text).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    // What is one thing to people, taken out of the single values.
    private static Map<MetadataWords.Group, List<Fact>> together(Map<String, String> values) {
        Map<MetadataWords.Group, List<Fact>> facts = new LinkedHashMap<>();
        Long width = number(values.get("tiff:ImageWidth"));
        Long height = number(values.get("tiff:ImageLength"));
        if (width != null && height != null) {
            values.keySet().removeAll(List.of("tiff:ImageWidth", "tiff:ImageLength"));
            facts.put(MetadataWords.Group.PICTURE, List.of(Fact.of("Pixels", MetadataWords.pixels(width, height))));
        }
        String exposure = MetadataWords.exposure(values);
        if (exposure != null) {
            facts.put(MetadataWords.Group.CAMERA, List.of(Fact.of("Exposure", exposure)));
        }
        String latitude = values.get("geo:lat");
        String longitude = values.get("geo:long");
        if (latitude != null && longitude != null) {
            values.keySet().removeAll(List.of("geo:lat", "geo:long"));
            facts.put(
                    MetadataWords.Group.PLACE,
                    List.of(new Fact(
                            "Position",
                            MetadataWords.position(latitude, longitude),
                            null,
                            "(goes along with the file)",
                            null)));
        }
        return facts;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? null : Long.valueOf(text);
    }

    private Fact fact(String name, String value) {
        boolean sent = name.equals("dcterms:created") && file.category().equals(Optional.of(Category.EMAIL));
        String label = sent ? "Sent" : Words.cut(MetadataWords.name(name), 40);
        if (MetadataWords.isDate(name)) {
            Fact date = date(label, value, name.equals("exif:DateTimeOriginal"));
            if (date != null) {
                return date;
            }
        }
        return Fact.of(label, Words.cut(MetadataWords.value(name, value), LONGEST));
    }

    // A camera without a zone says what its own clock said; all others mean a moment.
    private static @Nullable Fact date(String label, String value, boolean camera) {
        try {
            Instant at = OffsetDateTime.parse(value).toInstant();
            return new Fact(label, "", null, null, at);
        } catch (DateTimeParseException e) {
            // it may be one without a zone
        }
        try {
            Instant at = LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
            String words = Words.date(at) + ", " + Words.clock(at);
            return new Fact(label, words, null, camera ? "by the camera’s clock" : null, null);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
