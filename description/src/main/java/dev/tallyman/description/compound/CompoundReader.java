package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Identifier;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Old office documents and Outlook’s messages: who wrote them, when, and what in them runs. */
public final class CompoundReader implements Reader {
    private static final int PROPERTIES = 256 * 1024;

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
        Map<String, CompoundFile.Entry> streams = new LinkedHashMap<>();
        for (CompoundFile.Entry entry : file.entries()) {
            streams.putIfAbsent(entry.path(), entry);
            if (MACROS.contains(entry.name())) {
                draft.danger(Risk.MACROS);
            }
        }
        properties(file, streams.get("\5SummaryInformation"), PropertySet.SUMMARY, draft);
        properties(file, streams.get("\5DocumentSummaryInformation"), PropertySet.DOCUMENT, draft);
        if (streams.containsKey("EncryptedPackage")) {
            encrypted(draft);
        }
        words(file, streams, draft);
        if (streams.containsKey("__properties_version1.0")) {
            new OutlookMessage(file, identifier).read(draft);
        }
    }

    private static void properties(
            CompoundFile file, CompoundFile.@Nullable Entry entry, Map<Long, String> names, Draft draft)
            throws IOException {
        if (entry != null) {
            PropertySet.write(file.read(entry, PROPERTIES), names, draft);
        }
    }

    // Where one of them is locked its words are, too.
    private static void words(CompoundFile file, Map<String, CompoundFile.Entry> streams, Draft draft)
            throws IOException {
        CompoundFile.Entry document = streams.get("WordDocument");
        if (document != null) {
            CompoundStream stream = file.open(document);
            long flags = stream.number(10, 2);
            CompoundFile.Entry table = streams.get(WordText.table(flags));
            if ((flags & WordText.LOCKED) != 0) {
                encrypted(draft);
            } else {
                var none = new CompoundStream(new byte[0]);
                new WordText(stream, draft).read(table == null ? none : file.open(table));
            }
        }
        CompoundFile.Entry workbook = streams.getOrDefault("Workbook", streams.get("Book"));
        if (workbook != null && !new WorkbookReader(file.open(workbook), draft).read()) {
            encrypted(draft);
        }
        CompoundFile.Entry slides = streams.get("PowerPoint Document");
        if (slides != null) {
            CompoundFile.Entry user = streams.get("Current User");
            if (user != null && PresentationText.isLocked(file.read(user, PROPERTIES))) {
                encrypted(draft);
            } else {
                PresentationText.read(file.open(slides), draft);
            }
        }
    }

    private static void encrypted(Draft draft) {
        draft.danger(Risk.ENCRYPTED);
        draft.put("meta:encrypted", true);
        draft.incomplete("It opens with a password only.");
    }
}
