package dev.tallyman.description;

import static dev.tallyman.description.reading.Bytes.big;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The names in an OpenType font. https://learn.microsoft.com/typography/opentype/spec/name */
final class FontNames {
    private static final Map<Integer, String> NAMES = Map.of(
            0,
            "dc:rights",
            1,
            "font:family",
            2,
            "font:style",
            4,
            "dc:title",
            5,
            "font:version",
            9,
            "dc:creator",
            13,
            "font:license");

    private FontNames() {}

    static void read(Source source, Draft draft) throws IOException {
        byte[] head = source.at(0, 12);
        int tables = (int) big(head, 4, 2);
        for (int i = 0; i < Math.min(tables, 100); i++) {
            byte[] table = source.at(12 + 16L * i, 16);
            if (table.length == 16 && new String(table, 0, 4, StandardCharsets.ISO_8859_1).equals("name")) {
                names(source, big(table, 8, 4), draft);
            }
        }
    }

    private static void names(Source source, long at, Draft draft) throws IOException {
        byte[] head = source.at(at, 6);
        int count = (int) Math.min(200, big(head, 2, 2));
        long strings = at + big(head, 4, 2);
        for (int i = 0; i < count; i++) {
            byte[] record = source.at(at + 6 + 12L * i, 12);
            int platform = (int) big(record, 0, 2);
            int language = (int) big(record, 4, 2);
            String name = NAMES.get((int) big(record, 6, 2));
            if (name != null && ((platform == 3 && language == 0x409) || (platform == 1 && language == 0))) {
                byte[] text = source.at(strings + big(record, 10, 2), (int) big(record, 8, 2));
                draft.put(
                        name,
                        new String(text, platform == 3 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1));
            }
        }
    }
}
