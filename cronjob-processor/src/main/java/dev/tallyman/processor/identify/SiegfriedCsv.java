package dev.tallyman.processor.identify;

import java.io.ByteArrayOutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Siegfried's CSV, a line for each file: what Brunnhilde reads. Of several formats the first stands
 * in it, since its readers count lines as files.
 *
 * @see <a href="https://github.com/richardlehane/siegfried/wiki">Siegfried</a>
 */
record SiegfriedCsv(@Nullable Checksum checksum, ZoneId zone) implements PreservationForm {
    @Override
    public String header() {
        return "filename,filesize,modified,errors,"
                + (checksum == null ? "" : checksum.label() + ",")
                + "namespace,id,format,version,mime,basis,warning\n";
    }

    @Override
    public void write(PreservedFile file, ByteArrayOutputStream out) {
        var cells = new CsvCells(out, false);
        cells.of(file.name().bytes());
        cells.next();
        cells.of(String.valueOf(file.size()), modified(file, zone, ""), file.error());
        cells.next();
        if (checksum != null) {
            cells.of(file.checksum());
            cells.next();
        }
        cells.of(file.said().getFirst().toArray(String[]::new));
    }

    /** When the file was last changed, as Siegfried writes it. */
    static String modified(PreservedFile file, ZoneId zone, String unseen) {
        var attributes = file.attributes();
        return attributes == null
                ? unseen
                : attributes
                        .lastModifiedTime()
                        .toInstant()
                        .atZone(zone)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
