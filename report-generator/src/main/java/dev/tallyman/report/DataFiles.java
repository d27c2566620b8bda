package dev.tallyman.report;

import java.io.IOException;
import java.util.List;

/** A table's CSV and JSON files together. */
final class DataFiles<T> {
    private final DataFile<T> csv;
    private final DataFile<T> json;

    DataFiles(Site site, String name, List<Column<T>> columns) throws IOException {
        csv = new DataFile.OfCsv<>(DataFile.open(site.data(name + ".csv")), columns);
        json = new DataFile.OfJson<>(DataFile.open(site.data(name + ".json")), columns);
    }

    void write(T row) throws IOException {
        csv.write(row);
        json.write(row);
    }

    void close() throws IOException {
        csv.close();
        json.close();
    }
}
