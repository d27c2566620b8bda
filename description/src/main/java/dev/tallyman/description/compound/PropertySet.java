package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What old office documents say of themselves.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-oleps
 */
final class PropertySet {
    /** 1601 to 1970, in the hundred nanoseconds of Windows. */
    private static final long EPOCH = 116_444_736_000_000_000L;

    private static final int MOST = 200;

    static final Map<Long, String> SUMMARY = Map.ofEntries(
            Map.entry(2L, "dc:title"),
            Map.entry(3L, "dc:subject"),
            Map.entry(4L, "dc:creator"),
            Map.entry(5L, "meta:keyword"),
            Map.entry(6L, "dc:description"),
            Map.entry(8L, "meta:last-author"),
            Map.entry(12L, "dcterms:created"),
            Map.entry(13L, "dcterms:modified"),
            Map.entry(14L, "xmpTPg:NPages"),
            Map.entry(15L, "meta:word-count"),
            Map.entry(16L, "meta:character-count"),
            Map.entry(18L, "xmp:CreatorTool"));

    static final Map<Long, String> DOCUMENT =
            Map.of(7L, "meta:slide-count", 15L, "extended-properties:Company", 6L, "meta:paragraph-count");

    private final byte[] bytes;
    private final int section;
    private final Charset charset;

    private PropertySet(byte[] bytes) {
        this.bytes = bytes;
        this.section = Math.clamp(little(bytes, 44, 4), 0, bytes.length);
        this.charset = charset();
    }

    /** Writes down the properties that have a name here. */
    static void write(byte[] bytes, Map<Long, String> names, Draft draft) {
        PropertySet set = new PropertySet(bytes);
        long count = Math.min(MOST, little(bytes, set.section + 4, 4));
        for (int i = 0; i < count; i++) {
            int at = set.section + 8 + i * 8;
            String name = names.get(little(bytes, at, 4));
            if (name != null && at + 8 <= bytes.length) {
                draft.put(name, set.value(set.section + little(bytes, at + 4, 4)));
            }
        }
    }

    private Charset charset() {
        long count = Math.min(MOST, little(bytes, section + 4, 4));
        for (int i = 0; i < count; i++) {
            int at = section + 8 + i * 8;
            if (little(bytes, at, 4) == 1) {
                int page = (int) little(bytes, (int) Math.min(bytes.length, section + little(bytes, at + 4, 4) + 4), 2);
                return page == 65001 ? StandardCharsets.UTF_8 : windows(page);
            }
        }
        return windows(1252);
    }

    private static Charset windows(int page) {
        String name = page == 10_000 ? "x-MacRoman" : "windows-" + page;
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    private @Nullable Object value(long position) {
        if (position + 8 > bytes.length) {
            return null;
        }
        int at = (int) position;
        return switch ((int) little(bytes, at, 4)) {
            case 0x03 -> positive(little(bytes, at + 4, 4));
            case 0x1e -> text(at + 8, little(bytes, at + 4, 4), charset);
            case 0x1f -> text(at + 8, little(bytes, at + 4, 4) * 2, StandardCharsets.UTF_16LE);
            case 0x40 -> time(little(bytes, at + 4, 8));
            default -> null;
        };
    }

    // Nothing counted is told as zero or as minus one.
    private static @Nullable Long positive(long number) {
        return number > 0 && number < 0x7fffffffL ? number : null;
    }

    private String text(int at, long length, Charset in) {
        int room = Math.clamp(length, 0, bytes.length - Math.min(at, bytes.length));
        String text = new String(bytes, Math.min(at, bytes.length), room, in);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** A time of Windows; null for none. */
    static @Nullable Instant time(long hundredNanos) {
        long since = hundredNanos - EPOCH;
        return since <= 0 || since > EPOCH * 2 ? null : Instant.ofEpochMilli(since / 10_000);
    }
}
