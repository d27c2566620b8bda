package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as Outlook keeps it: each property is a stream that is named by its number.
 * https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxmsg
 */
final class OutlookMessage {
    private static final String STREAM = "__substg1.0_";
    private static final String ATTACHMENT = "__attach_version1.0_";
    private static final int WORDS = 64 * 1024;
    private static final int BODY = 4 << 20;

    private final CompoundFile file;
    private final Identifier identifier;
    private final Map<String, CompoundFile.Entry> streams = new HashMap<>();
    private final Set<String> attachments = new LinkedHashSet<>();

    OutlookMessage(CompoundFile file, Identifier identifier) throws IOException {
        this.file = file;
        this.identifier = identifier;
        for (CompoundFile.Entry entry : file.entries()) {
            streams.put(entry.path(), entry);
            if (entry.storage()
                    && entry.path().equals(entry.name())
                    && entry.name().startsWith(ATTACHMENT)) {
                attachments.add(entry.path() + "/");
            }
        }
    }

    void read(Draft draft) throws IOException {
        draft.container();
        String from = text("", "0C1A", WORDS);
        String address = text("", "5D01", WORDS);
        draft.put("Message:From", address == null || from == null ? from : from + " <" + address + ">");
        draft.put("Message:To", text("", "0E04", WORDS));
        draft.put("Message:Cc", text("", "0E03", WORDS));
        draft.put("dc:subject", text("", "0037", WORDS));
        draft.put("Message:ID", text("", "1035", WORDS));
        date(draft);
        for (String attachment : attachments) {
            attached(attachment, draft);
        }
        String body = text("", "1000", BODY);
        if (body != null) {
            draft.text(body);
        }
    }

    private @Nullable String text(String storage, String property, int most) throws IOException {
        CompoundFile.Entry wide = streams.get(storage + STREAM + property + "001F");
        if (wide != null) {
            return new String(file.read(wide, most), StandardCharsets.UTF_16LE);
        }
        CompoundFile.Entry narrow = streams.get(storage + STREAM + property + "001E");
        return narrow == null ? null : new String(file.read(narrow, most), Charset.forName("windows-1252"));
    }

    // Short values lie together: 32 bytes, then 16 for each.
    private void date(Draft draft) throws IOException {
        CompoundFile.Entry entry = streams.get("__properties_version1.0");
        byte[] properties = entry == null ? new byte[0] : file.read(entry, WORDS);
        for (long wanted : new long[] {0x00390040L, 0x0e060040L}) {
            for (int at = 32; at + 16 <= properties.length; at += 16) {
                if (little(properties, at, 4) == wanted) {
                    draft.put("dcterms:created", PropertySet.time(little(properties, at + 8, 8)));
                }
            }
        }
    }

    private void attached(String storage, Draft draft) throws IOException {
        String name = text(storage, "3707", WORDS);
        if (name == null) {
            name = text(storage, "3704", WORDS);
        }
        CompoundFile.Entry data = streams.get(storage + STREAM + "37010102");
        Identification what = null;
        if (data != null && draft.hasRoom()) {
            what = identifier.identify(name, Content.of(file.read(data, WORDS)));
        }
        String shown = name == null ? "" : name;
        draft.member(new Member(
                new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                data == null ? null : data.size(),
                null,
                null,
                false,
                what));
    }
}
