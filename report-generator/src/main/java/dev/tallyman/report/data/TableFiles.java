package dev.tallyman.report.data;

import java.io.IOException;
import java.util.List;

/** A table's CSV and JSON files together. */
public final class TableFiles<T> {
    private final DataFile<T> csv;
    private final DataFile<T> json;

    public TableFiles(ReportOutput output, String name, List<Column<T>> columns) throws IOException {
        csv = output.csv(name, columns);
        json = new DataFile.OfJson<>(DataFile.open(output.data(name + ".json")), columns);
    }

    public void write(T row) throws IOException {
        csv.write(row);
        json.write(row);
    }

    public void close() throws IOException {
        csv.close();
        json.close();
    }
}
