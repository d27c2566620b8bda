package dev.tallyman.processor.identify;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.Identifier;
import dev.tallyman.identification.pronom.Pronom;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the tools of digital preservation write theirs, so that what reads those reads ours:
 * Siegfried's CSV or DROID's. The format's name and version are PRONOM's where it has the format.
 *
 * @see <a href="https://github.com/richardlehane/siegfried/wiki">Siegfried</a>
 * @see <a href="https://github.com/digital-preservation/droid">DROID</a>
 */
final class PreservationCsv {
    private static final String SIEGFRIED =
            "filename,filesize,modified,errors,namespace,id,format,version,mime,basis,warning\n";
    private static final String DROID = """
            "ID","PARENT_ID","URI","FILE_PATH","NAME","METHOD","STATUS","SIZE","TYPE","EXT","LAST_MODIFIED",\
            "EXTENSION_MISMATCH","HASH","FORMAT_COUNT","PUID","MIME_TYPE","FORMAT_NAME","FORMAT_VERSION"
            """;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final boolean droid;
    private final Identifier identifier;
    private final ZoneId zone;

    PreservationCsv(boolean droid, Identifier identifier, ZoneId zone) {
        this.droid = droid;
        this.identifier = identifier;
        this.zone = zone;
    }

    /** The first line, with its newline. */
    String header() {
        return droid ? DROID : SIEGFRIED;
    }

    /** One answer without its final newline. */
    void write(RawName name, Identification answer, ByteArrayOutputStream out) {
        BasicFileAttributes attributes = name.attributes();
        Pronom.Format known = answer.puid() == null ? null : identifier.format(answer.puid());
        String format = known == null ? Objects.requireNonNullElse(answer.format(), "") : known.name();
        String version = Objects.requireNonNullElse(known == null ? answer.version() : known.version(), "");
        if (droid) {
            droid(name, answer, attributes, answer.puid() == null ? "" : format, version, out);
        } else {
            siegfried(name, answer, attributes, answer.puid() == null ? "" : format, version, out);
        }
    }

    private void siegfried(
            RawName name,
            Identification answer,
            @Nullable BasicFileAttributes file,
            String format,
            String version,
            ByteArrayOutputStream out) {
        boolean known = answer.puid() != null;
        cell(name.bytes(), false, out);
        cells(
                out,
                file == null ? "0" : String.valueOf(file.size()),
                file == null
                        ? ""
                        : modified(file).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                error(answer, file),
                "pronom",
                known ? Objects.requireNonNull(answer.puid()) : "UNKNOWN",
                format,
                known ? version : "",
                known ? answer.mime() : "",
                known ? basis(name, answer.basis()) : "",
                known ? (answer.mismatch() ? "extension mismatch" : "") : "no match");
    }

    private static String error(Identification answer, @Nullable BasicFileAttributes file) {
        if (file != null && file.size() == 0 && file.isRegularFile()) {
            return "empty source";
        }
        boolean failed = answer.basis() == Basis.NONE && !"Unknown".equals(answer.format());
        return failed ? Objects.requireNonNullElse(answer.format(), "") : "";
    }

    private static String basis(RawName name, Basis basis) {
        return switch (basis) {
            case MAGIC -> "byte match";
            case CONTAINER -> "container match";
            case XML -> "xml match";
            case TEXT -> "text match";
            case NAME -> "extension match " + extension(name);
            case NONE -> "";
        };
    }

    private void droid(
            RawName name,
            Identification answer,
            @Nullable BasicFileAttributes file,
            String format,
            String version,
            ByteArrayOutputStream out) {
        boolean known = answer.puid() != null;
        boolean regular = file == null || file.isRegularFile();
        quoted(String.valueOf(name.number()), out);
        out.write(',');
        quoted("", out);
        out.write(',');
        quoted(name.uri(), out);
        out.write(',');
        cell(name.bytes(), true, out);
        for (String cell : new String[] {
            name.name(),
            !known
                    ? ""
                    : answer.basis() == Basis.NAME
                            ? "Extension"
                            : answer.basis() == Basis.CONTAINER ? "Container" : "Signature",
            error(answer, file).isEmpty() || (file != null && file.size() == 0) ? "Done" : "Access denied",
            file == null ? "" : String.valueOf(file.size()),
            regular ? "File" : "Folder",
            extension(name),
            file == null ? "" : modified(file).format(LOCAL),
            String.valueOf(answer.mismatch()),
            "",
            known ? "1" : "0",
            Objects.requireNonNullElse(answer.puid(), ""),
            known ? answer.mime() : "",
            format,
            known ? version : ""
        }) {
            out.write(',');
            quoted(cell, out);
        }
    }

    private ZonedDateTime modified(BasicFileAttributes file) {
        return file.lastModifiedTime().toInstant().atZone(zone);
    }

    private static String extension(RawName name) {
        int dot = name.name().lastIndexOf('.');
        return dot < 0 ? "" : name.name().substring(dot + 1);
    }

    private static void cells(ByteArrayOutputStream out, String... cells) {
        for (String cell : cells) {
            out.write(',');
            cell(cell.getBytes(StandardCharsets.UTF_8), false, out);
        }
    }

    private static void quoted(String cell, ByteArrayOutputStream out) {
        cell(cell.getBytes(StandardCharsets.UTF_8), true, out);
    }

    // RFC 4180: quoted where it must be, quotes twice; a name's bytes stay what they are.
    private static void cell(byte[] bytes, boolean always, ByteArrayOutputStream out) {
        boolean quote = always;
        for (byte value : bytes) {
            quote |= value == '"' || value == ',' || value == '\n' || value == '\r';
        }
        if (quote) {
            out.write('"');
        }
        for (byte value : bytes) {
            if (value == '"') {
                out.write('"');
            }
            out.write(value);
        }
        if (quote) {
            out.write('"');
        }
    }
}
