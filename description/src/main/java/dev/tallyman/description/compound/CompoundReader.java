package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Identifier;
import java.io.IOException;
import java.util.Set;

/** Old office documents and Outlook’s messages: who wrote them, when, and what in them runs. */
public final class CompoundReader implements Reader {
    private static final int PROPERTIES = 256 * 1024;
    private static final int RECORDS = 256 * 1024;

    private static final Set<String> MACROS = Set.of("VBA", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros");

    private final Identifier identifier;

    public CompoundReader(Identifier identifier) {
        this.identifier = identifier;
    }

    /** True for what begins as such files do. */
    public static boolean reads(Source source) throws IOException {
        return little(source.at(0, 8), 0, 8) == CompoundFile.SIGNATURE;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        var file = new CompoundFile(source);
        boolean message = false;
        for (CompoundFile.Entry entry : file.entries()) {
            if (MACROS.contains(entry.name())) {
                draft.danger(Risk.MACROS);
            }
            switch (entry.path()) {
                case "\5SummaryInformation" ->
                    PropertySet.write(file.read(entry, PROPERTIES), PropertySet.SUMMARY, draft);
                case "\5DocumentSummaryInformation" ->
                    PropertySet.write(file.read(entry, PROPERTIES), PropertySet.DOCUMENT, draft);
                case "EncryptedPackage" -> encrypted(draft);
                case "WordDocument" -> {
                    if ((little(file.read(entry, 16), 10, 2) & 0x100) != 0) {
                        encrypted(draft);
                    }
                }
                case "Workbook", "Book" -> workbook(file.read(entry, RECORDS), draft);
                case "__properties_version1.0" -> message = true;
                default -> {
                    // nothing that is told
                }
            }
        }
        if (message) {
            new OutlookMessage(file, identifier).read(draft);
        }
    }

    private static void encrypted(Draft draft) {
        draft.danger(Risk.ENCRYPTED);
        draft.put("meta:encrypted", true);
        draft.incomplete("It opens with a password only.");
    }

    // Records of the globals: https://learn.microsoft.com/openspecs/office_file_formats/ms-xls
    private static void workbook(byte[] records, Draft draft) {
        long sheets = 0;
        int at = 0;
        while (at + 4 <= records.length) {
            int kind = (int) little(records, at, 2);
            if (kind == 0x2f) {
                encrypted(draft);
                return;
            }
            if (kind == 0x85) {
                sheets++;
                if (little(records, at + 9, 1) == 1) {
                    draft.danger(Risk.MACROS); // a sheet of XLM macros
                }
            }
            if (kind == 0x0a) {
                break; // the globals end
            }
            at += 4 + (int) little(records, at + 2, 2);
        }
        draft.put("meta:sheet-count", sheets == 0 ? null : sheets);
    }
}
