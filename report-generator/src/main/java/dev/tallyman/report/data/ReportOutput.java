package dev.tallyman.report.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the tables of one report go: their data files into its folder, their list pages to whoever draws them.
 *
 * @param wanted throws where the report is not wanted any more; asked for each row
 * @param bom whether CSV files begin with a byte order mark; the packed table of all files never does, since only
 *     programs read it
 */
public record ReportOutput(Path folder, Runnable wanted, ListPages lists, boolean bom) {
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Draws the pages of lists. */
    @FunctionalInterface
    public interface ListPages {
        /**
         * One page of a list.
         *
         * @param template of its rows
         * @return false when it would be too large, and nothing is written
         */
        boolean write(ListPage page, String template, List<?> rows) throws IOException;
    }

    /** Goes on, or ends the report by throwing: work of any length asks this often. */
    public void goOn() {
        wanted.run();
    }

    /** Where a data file of the report lies. */
    public Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    /** A new CSV file. */
    public <T> DataFile<T> csv(String name, List<Column<T>> columns) throws IOException {
        OutputStream out = DataFile.open(data(name + ".csv"));
        if (bom) {
            out.write(BOM);
        }
        return new DataFile.OfCsv<>(out, columns);
    }
}
