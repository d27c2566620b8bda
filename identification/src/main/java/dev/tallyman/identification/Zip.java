package dev.tallyman.identification;

import dev.tallyman.identification.pronom.ContainerSignature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a ZIP, as far as identification needs it: at most 5,000 names in 1 MiB of
 * directory, and the first 64 KiB of an entry. What the file declares is checked against what is
 * there before anything is read.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>
 */
final class Zip implements ContainerSignature.Parts {
    private static final int MOST_NAMES = 5_000;
    private static final int DIRECTORY = 1024 * 1024;
    private static final int ENTRY = 64 * 1024;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;

    private record Entry(int method, long packed, long at) {}

    private final Content content;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean encrypted;

    private Zip(Content content) {
        this.content = content;
    }

    /** The ZIP that this content ends with, or null where there is no directory to be read. */
    static @Nullable Zip of(Content content) throws IOException {
        int length = (int) Math.min(content.size(), 22 + 0xffff);
        long start = content.size() - length;
        ByteBuffer tail = little(content.read(start, length));
        for (int at = tail.limit() - 22; at >= 0; at--) {
            if (tail.getInt(at) == END && at + 22 + u16(tail, at + 20) <= tail.limit()) {
                Zip zip = new Zip(content);
                return zip.readDirectory(tail, at, start) ? zip : null;
            }
        }
        return null;
    }

    private boolean readDirectory(ByteBuffer tail, int end, long start) throws IOException {
        long size = u32(tail, end + 12);
        long at = u32(tail, end + 16);
        long endsAt = start + end;
        ByteBuffer locator = little(content.read(endsAt - 20, 20));
        if (locator.limit() == 20 && locator.getInt(0) == LOCATOR_64) {
            ByteBuffer big = little(content.read(locator.getLong(8), 56));
            if (big.limit() == 56 && big.getInt(0) == END_64) {
                size = big.getLong(40);
                at = big.getLong(48);
                endsAt = locator.getLong(8);
            }
        }
        if (size < 0 || at < 0 || size > endsAt || at > endsAt - size) {
            return false;
        }
        // Something may stand before the ZIP, such as a program that unpacks it.
        long before = endsAt - size - at;
        readEntries(little(content.read(at + before, (int) Math.min(size, DIRECTORY))), before);
        return !entries.isEmpty() || size == 0;
    }

    private void readEntries(ByteBuffer directory, long before) {
        int at = 0;
        while (at + 46 <= directory.limit() && directory.getInt(at) == CENTRAL && entries.size() < MOST_NAMES) {
            int name = u16(directory, at + 28);
            int next = at + 46 + name + u16(directory, at + 30) + u16(directory, at + 32);
            if (at + 46 + name > directory.limit()) {
                return;
            }
            byte[] bytes = new byte[name];
            directory.get(at + 46, bytes);
            encrypted |= (u16(directory, at + 8) & 1) != 0;
            entries.putIfAbsent(
                    new String(bytes, StandardCharsets.UTF_8),
                    new Entry(u16(directory, at + 10), u32(directory, at + 20), before + u32(directory, at + 42)));
            at = next;
        }
    }

    /** The names, in the directory's order. */
    Set<String> names() {
        return entries.keySet();
    }

    @Override
    public boolean has(String path) {
        return entries.containsKey(path) || anyCase(path) != null;
    }

    /** True when an entry needs a password. */
    boolean isEncrypted() {
        return encrypted;
    }

    // Packages of Office compare the names of their parts without regard to case.
    private @Nullable Entry anyCase(String name) {
        if (name.startsWith("[")) {
            for (var one : entries.entrySet()) {
                if (one.getKey().equalsIgnoreCase(name)) {
                    return one.getValue();
                }
            }
        }
        return null;
    }

    /** The beginning of an entry, at most 64 KiB of it; null where it cannot be unpacked. */
    @Override
    public byte @Nullable [] read(String name) throws IOException {
        Entry entry = entries.get(name);
        entry = entry == null ? anyCase(name) : entry;
        if (entry == null) {
            return null;
        }
        ByteBuffer local = little(content.read(entry.at(), 30));
        if (local.limit() < 30 || local.getInt(0) != LOCAL) {
            return null;
        }
        long at = entry.at() + 30 + u16(local, 26) + u16(local, 28);
        byte[] packed = content.read(at, (int) Math.min(entry.packed(), ENTRY));
        return switch (entry.method()) {
            case 0 -> packed;
            case 8 -> inflate(packed);
            default -> null;
        };
    }

    private static byte @Nullable [] inflate(byte[] packed) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            byte[] unpacked = new byte[ENTRY];
            int length = 0;
            int more;
            do {
                more = inflater.inflate(unpacked, length, unpacked.length - length);
                length += more;
            } while (more > 0 && length < unpacked.length);
            return Arrays.copyOf(unpacked, length);
        } catch (DataFormatException e) {
            return null;
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int u16(ByteBuffer buffer, int at) {
        return buffer.getShort(at) & 0xffff;
    }

    private static long u32(ByteBuffer buffer, int at) {
        return buffer.getInt(at) & 0xffff_ffffL;
    }
}
