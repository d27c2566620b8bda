package dev.tallyman.report.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tallyman.look.Formulas;
import io.helidon.json.JsonGenerator;
import io.helidon.json.JsonValue;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes the rows of one table in one format, one by one. */
public sealed interface DataFile<T> {
    void write(T row) throws IOException;

    void close() throws IOException;

    /** RFC 4180 with a header, its formulas disarmed. */
    final class OfCsv<T> implements DataFile<T> {
        private final CsvWriter csv;
        private final List<Column<T>> columns;

        public OfCsv(OutputStream out, List<Column<T>> columns) {
            this.csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .bufferSize(1 << 15)
                    .build(new OutputStreamWriter(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8));
            this.columns = columns;
            csv.writeRecord(columns.stream().map(Column::name).toList());
        }

        @Override
        public void write(T row) {
            CsvWriter.CsvWriterRecord record = csv.writeRecord();
            for (Column<T> column : columns) {
                record.writeField(
                        switch (column.value().apply(row)) {
                            case null -> null;
                            case String text -> Formulas.disarmed(text);
                            case Object other -> other.toString();
                        });
            }
            record.endRecord();
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /** A JSON array of objects. */
    final class OfJson<T> implements DataFile<T> {
        private final OutputStream out;
        private final JsonGenerator json;
        private final List<Column<T>> columns;

        OfJson(OutputStream out, List<Column<T>> columns) {
            this.out = out;
            this.json = JsonGenerator.create(out);
            this.columns = columns;
            json.writeArrayStart();
        }

        @Override
        public void write(T row) {
            object(json, columns, row);
        }

        @Override
        public void close() throws IOException {
            json.writeArrayEnd();
            json.close();
            out.close();
        }
    }

    /** One JSON object per line. */
    final class OfLines<T> implements DataFile<T> {
        private final OutputStream out;
        private final OutputStream kept;
        private final List<Column<T>> columns;

        public OfLines(OutputStream out, List<Column<T>> columns) {
            this.out = new BufferedOutputStream(out, 1 << 16);
            this.kept = new Kept(this.out);
            this.columns = columns;
        }

        @Override
        public void write(T row) throws IOException {
            // A generator writes one value, so each line has its own.
            JsonGenerator json = JsonGenerator.create(kept);
            object(json, columns, row);
            json.close();
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Stays open and unflushed between the values written to it. */
    final class Kept extends OutputStream {
        private final OutputStream out;

        Kept(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }

    private static <T> void object(JsonGenerator json, List<Column<T>> columns, T row) {
        json.writeObjectStart();
        for (Column<T> column : columns) {
            switch (column.value().apply(row)) {
                case null -> {
                    json.writePrecomputedKey(column.key());
                    json.writeNull();
                }
                case Long number -> json.write(column.key(), number);
                case Double number -> json.write(column.key(), number);
                case Boolean flag -> json.write(column.key(), flag);
                case JsonValue value -> json.write(column.key(), value);
                case Object text -> json.write(column.key(), text.toString());
            }
        }
        json.writeObjectEnd();
    }

    /** A new file. */
    static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /** A new compressed file; quickly rather than tightly, since it may hold millions of rows. */
    static OutputStream openGzip(Path file) throws IOException {
        return new GZIPOutputStream(open(file), 1 << 16) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
