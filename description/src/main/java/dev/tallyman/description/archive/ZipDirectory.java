package dev.tallyman.description.archive;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The directory at the end of a ZIP, read entry by entry and never held whole: a library that holds it takes what a
 * hostile one says. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
public final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;

    private final Source source;
    private long at;
    private long left;
    private final long shift;

    /**
     * An entry.
     *
     * @param name each byte a character
     */
    public record Entry(
            String name,
            long size,
            long packed,
            @Nullable Instant modified,
            boolean encrypted,
            int method,
            long header) {
        /** True for a folder, which holds nothing itself. */
        public boolean isFolder() {
            return name.endsWith("/");
        }
    }

    /** Finds the directory, from its end; IOException where there is none. */
    public ZipDirectory(Source source) throws IOException {
        this.source = source;
        int tailLength = (int) Math.min(source.size(), 65_557);
        long tailAt = source.size() - tailLength;
        byte[] tail = source.at(tailAt, tailLength);
        int end = tail.length - 22;
        while (end >= 0 && little(tail, end, 4) != END) {
            end--;
        }
        if (end < 0) {
            throw new IOException("its directory is missing, so it is cut off or damaged");
        }
        long entries = little(tail, end + 10, 2);
        long size = little(tail, end + 12, 4);
        long offset = little(tail, end + 16, 4);
        if (entries == 0xffff || offset == 0xffffffffL || size == 0xffffffffL) {
            byte[] locator = source.at(tailAt + end - 20, 20);
            byte[] large = source.at(little(locator, 8, 8), 56);
            entries = little(large, 32, 8);
            size = little(large, 40, 8);
            offset = little(large, 48, 8);
            this.shift = 0;
        } else {
            // Something may lie in front of the archive: offsets count from its beginning.
            this.shift = Math.max(0, tailAt + end - size - offset);
        }
        this.at = offset + shift;
        this.left = entries;
    }

    /** How many entries it says there are. */
    public long left() {
        return left;
    }

    /** The next entry, or null. */
    public @Nullable Entry next() throws IOException {
        if (left <= 0) {
            return null;
        }
        byte[] fixed = source.at(at, 46);
        if (fixed.length < 46 || little(fixed, 0, 4) != ENTRY) {
            throw new IOException("its directory is damaged");
        }
        left--;
        int nameLength = (int) little(fixed, 28, 2);
        int extraLength = (int) little(fixed, 30, 2);
        byte[] rest = source.at(at + 46, nameLength + extraLength);
        at += 46 + nameLength + extraLength + little(fixed, 32, 2);
        String name = new String(rest, 0, Math.min(nameLength, rest.length), StandardCharsets.ISO_8859_1);
        byte[] extra = rest.length > nameLength ? Arrays.copyOfRange(rest, nameLength, rest.length) : new byte[0];
        long[] sizes = {little(fixed, 24, 4), little(fixed, 20, 4), little(fixed, 42, 4)};
        large(extra, sizes);
        return new Entry(
                name,
                sizes[0],
                sizes[1],
                time((int) little(fixed, 14, 2), (int) little(fixed, 12, 2)),
                (little(fixed, 8, 2) & 1) != 0,
                (int) little(fixed, 10, 2),
                sizes[2] + shift);
    }

    private static void large(byte[] extra, long[] sizes) {
        for (int i = 0; i + 4 <= extra.length; ) {
            int length = (int) little(extra, i + 2, 2);
            if (little(extra, i, 2) == 1) {
                int field = i + 4;
                for (int n = 0; n < sizes.length; n++) {
                    if (sizes[n] == 0xffffffffL && field + 8 <= extra.length) {
                        sizes[n] = little(extra, field, 8);
                        field += 8;
                    }
                }
                return;
            }
            i += 4 + length;
        }
    }

    // Without a zone, so it is told as if it were UTC.
    private static @Nullable Instant time(int date, int time) {
        try {
            return LocalDateTime.of(
                            1980 + (date >> 9),
                            date >> 5 & 15,
                            date & 31,
                            time >> 11,
                            time >> 5 & 63,
                            (time & 31) * 2 % 60)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The unpacked bytes of an entry; empty where it is packed in another way than usual. */
    public InputStream open(Entry entry) throws IOException {
        byte[] local = source.at(entry.header(), 30);
        long data = entry.header() + 30 + little(local, 26, 2) + little(local, 28, 2);
        InputStream packed = source.stream(data, entry.packed());
        if (entry.encrypted() || local.length < 30) {
            return InputStream.nullInputStream();
        }
        return switch (entry.method()) {
            case 0 -> packed;
            case 8 -> new InflaterInputStream(packed, new Inflater(true), 8192);
            default -> InputStream.nullInputStream();
        };
    }

    /** The unpacked bytes of an entry, at most so many, charged to the budget. */
    public byte[] read(Entry entry, int most) throws IOException {
        try (InputStream in = open(entry)) {
            byte[] bytes = in.readNBytes(most);
            source.spend(bytes.length);
            return bytes;
        }
    }
}
