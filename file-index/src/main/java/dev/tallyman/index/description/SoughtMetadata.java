package dev.tallyman.index.description;

import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.Folding;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a file’s metadata lists are filtered by, in columns of their own. */
record SoughtMetadata(
        @Nullable Instant taken,
        @Nullable Instant created,
        @Nullable String author,
        @Nullable String camera,
        @Nullable Long duration,
        @Nullable Long pages,
        @Nullable Long width) {
    private static final long MILLIS = 1_000;

    static SoughtMetadata of(Map<String, Object> metadata) {
        return new SoughtMetadata(
                time(metadata.get("exif:DateTimeOriginal")),
                time(first(metadata, "dcterms:created", "xmp:CreateDate")),
                folded(first(metadata, "dc:creator", "Message:From")),
                folded(camera(metadata)),
                metadata.get("xmpDM:duration") instanceof Number seconds
                        ? Math.round(seconds.doubleValue() * MILLIS)
                        : null,
                number(metadata.get("xmpTPg:NPages")),
                number(metadata.get("tiff:ImageWidth")));
    }

    private static @Nullable Object first(Map<String, Object> metadata, String name, String other) {
        return metadata.getOrDefault(name, metadata.get(other));
    }

    // Many models repeat their maker’s name.
    private static @Nullable String camera(Map<String, Object> metadata) {
        String make = Objects.toString(metadata.get("tiff:Make"), "");
        String model = Objects.toString(metadata.get("tiff:Model"), "");
        String both = model.startsWith(make) ? model : make + " " + model;
        return both.isBlank() ? null : both.strip();
    }

    private static @Nullable String folded(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list -> Folding.of(list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            default -> Folding.of(value.toString());
        };
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : null;
    }

    /** Whatever of a date and a time it says; null where it is none. */
    private static @Nullable Instant time(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString().strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        for (DateTimeFormatter form : List.of(DateTimeFormatter.ISO_DATE_TIME, DateTimeFormatter.ISO_DATE)) {
            try {
                TemporalAccessor read =
                        form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                return switch (read) {
                    case OffsetDateTime time -> time.toInstant();
                    case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                    case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
                    default -> null;
                };
            } catch (DateTimeException e) {
                // tries the other form
            }
        }
        return null;
    }

    void write(Session session, long file) throws SQLException {
        session.update("""
                UPDATE file SET taken = ?, created = ?, author = ?, camera = ?, duration = ?, pages = ?, width = ?
                 WHERE id = ?
                """, taken, created, author, camera, duration, pages, width, file);
    }
}
