package dev.tallyman.processor.identify;

import dev.tallyman.file.Basis;
import java.io.ByteArrayOutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * DROID's CSV with all of its columns, a row for each file and each folder. Names are text in it, as
 * DROID's are: what is none, and control characters that would break lines, is U+FFFD; the URI has
 * every byte.
 *
 * @see <a href="https://github.com/digital-preservation/droid">DROID</a>
 */
record DroidCsv(@Nullable Checksum checksum, ZoneId zone) implements PreservationForm {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    @Override
    public String header() {
        return """
                "ID","PARENT_ID","URI","FILE_PATH","NAME","METHOD","STATUS","SIZE","TYPE","EXT","LAST_MODIFIED",\
                "EXTENSION_MISMATCH","%s","FORMAT_COUNT","PUID","MIME_TYPE","FORMAT_NAME","FORMAT_VERSION"
                """.formatted(checksum == null ? "HASH" : checksum.name() + "_HASH");
    }

    @Override
    public void write(PreservedFile file, ByteArrayOutputStream out) {
        RawName name = file.name();
        boolean known = !file.matches().isEmpty();
        boolean folder = file.isFolder();
        var cells = new CsvCells(out, true);
        cells.of(
                String.valueOf(name.number()),
                name.parent() == 0 ? "" : String.valueOf(name.parent()),
                name.uri(),
                printable(name.absolute()),
                printable(name.name()),
                known ? method(file.answer().basis()) : "",
                folder || file.isEmpty() || file.error().isEmpty() ? "Done" : "Access denied",
                folder || file.attributes() == null ? "" : String.valueOf(file.size()),
                folder ? "Folder" : "File",
                folder ? "" : printable(file.extension()),
                modified(file),
                String.valueOf(file.answer().mismatch()),
                file.checksum(),
                folder ? "" : known ? "1" : "0");
        cells.next();
        if (known) {
            PreservedFile.Match match = file.matches().getFirst();
            cells.of(match.puid(), match.mime(), match.format(), match.version());
        } else {
            cells.of("", "", "", "");
        }
    }

    // DROID knows no other: it takes a text for one by its ending.
    private static String method(Basis basis) {
        return switch (basis) {
            case MAGIC, XML -> "Signature";
            case CONTAINER -> "Container";
            case TEXT, NAME -> "Extension";
            case NONE -> "";
        };
    }

    private String modified(PreservedFile file) {
        var attributes = file.attributes();
        return attributes == null
                ? ""
                : attributes.lastModifiedTime().toInstant().atZone(zone).format(LOCAL);
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
