package dev.tallyman.identification;

import dev.tallyman.identification.pronom.ContainerSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OLE2 compound file: the names in its root and its class, and the streams in it. Reads at most
 * 1,024 directory entries and 64 KiB of a stream, follows no chain twice, and takes nothing that the file declares for granted.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb">MS-CFB</a>
 */
final class Compound implements ContainerSignature.Parts {
    private static final int MOST_ENTRIES = 1024;
    private static final int ENTRY = 128;
    private static final int NONE = -1;
    private static final int STREAM = 64 * 1024;
    private static final int SMALL = 4096;
    private static final int SMALL_SECTOR = 64;
    private static final int MOST_SECTORS = 4096;

    private record Entry(String name, int left, int right, int child, String type, int start, int size) {}

    private final Content content;
    private final ByteBuffer header;
    private final int sector;
    private final List<Entry> entries = new ArrayList<>();

    private Compound(Content content, ByteBuffer header, int sector) {
        this.content = content;
        this.header = header;
        this.sector = sector;
    }

    /** The compound file of this content, or null where its directory cannot be read. */
    static @Nullable Compound of(Content content) throws IOException {
        ByteBuffer header = little(content.read(0, 512));
        if (header.limit() < 512) {
            return null;
        }
        int shift = header.getShort(30);
        if (shift != 9 && shift != 12) {
            return null;
        }
        Compound compound = new Compound(content, header, 1 << shift);
        compound.readDirectory();
        return compound.entries.isEmpty() ? null : compound;
    }

    private void readDirectory() throws IOException {
        Set<Integer> seen = new HashSet<>();
        int number = header.getInt(48);
        while (number >= 0 && seen.add(number) && entries.size() < MOST_ENTRIES) {
            ByteBuffer bytes = little(content.read(position(number), sector));
            for (int at = 0; at + ENTRY <= bytes.limit(); at += ENTRY) {
                entries.add(entry(bytes, at));
            }
            number = next(number);
        }
    }

    private static Entry entry(ByteBuffer bytes, int at) {
        int length = Math.clamp(bytes.getShort(at + 64) - 2, 0, 62);
        byte[] name = new byte[length];
        bytes.get(at, name);
        byte[] type = new byte[16];
        bytes.get(at + 80, type);
        return new Entry(
                new String(name, StandardCharsets.UTF_16LE),
                bytes.getInt(at + 68),
                bytes.getInt(at + 72),
                bytes.getInt(at + 76),
                HexFormat.of().formatHex(type),
                bytes.getInt(at + 116),
                bytes.getInt(at + 120));
    }

    // Only the 109 first sectors of the allocation table are looked at: 7 MB of directory.
    private int next(int number) throws IOException {
        int perSector = sector / 4;
        int index = number / perSector;
        if (index >= 109) {
            return NONE;
        }
        int table = header.getInt(76 + 4 * index);
        ByteBuffer link =
                table < 0 ? little(new byte[0]) : little(content.read(position(table) + 4L * (number % perSector), 4));
        return link.limit() < 4 ? NONE : link.getInt(0);
    }

    private long position(int number) {
        return (number + 1L) * sector;
    }

    /** The names directly in the root; what lies in embedded objects says nothing about it. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        BitSet seen = new BitSet();
        Deque<Integer> todo = new ArrayDeque<>();
        todo.push(entries.getFirst().child());
        while (!todo.isEmpty()) {
            int id = todo.pop();
            if (id >= 0 && id < entries.size() && !seen.get(id)) {
                seen.set(id);
                Entry entry = entries.get(id);
                names.add(entry.name());
                todo.push(entry.left());
                todo.push(entry.right());
            }
        }
        return names;
    }

    /** True when there is a stream or a folder of this name, such as {@code Version/Data}. */
    @Override
    public boolean has(String path) {
        return find(path) != null;
    }

    @Override
    public byte @Nullable [] read(String path) throws IOException {
        Entry entry = find(path);
        return entry == null ? null : bytes(entry);
    }

    // Names that programs made for themselves begin with a control character, which nobody writes.
    private @Nullable Entry find(String path) {
        Entry found = entries.getFirst();
        for (String name : path.split("/", -1)) {
            found = found == null ? null : child(found, name);
        }
        return found;
    }

    private @Nullable Entry child(Entry folder, String name) {
        BitSet seen = new BitSet();
        Deque<Integer> todo = new ArrayDeque<>(List.of(folder.child()));
        while (!todo.isEmpty()) {
            int id = todo.pop();
            if (id >= 0 && id < entries.size() && !seen.get(id)) {
                seen.set(id);
                Entry entry = entries.get(id);
                String own = !entry.name().isEmpty() && entry.name().charAt(0) < ' '
                        ? entry.name().substring(1)
                        : entry.name();
                if (own.equals(name)) {
                    return entry;
                }
                todo.push(entry.left());
                todo.push(entry.right());
            }
        }
        return null;
    }

    private byte[] bytes(Entry entry) throws IOException {
        int length = Math.clamp(entry.size(), 0, STREAM);
        var out = new ByteArrayOutputStream();
        if (entry.size() >= SMALL || entry.size() < 0) {
            for (int number : chain(entry.start(), length / sector + 1)) {
                out.writeBytes(content.read(position(number), sector));
            }
        } else {
            List<Integer> data = chain(entries.getFirst().start(), MOST_SECTORS);
            List<Integer> table = chain(header.getInt(60), MOST_SECTORS);
            int number = entry.start();
            while (number >= 0 && out.size() < length) {
                out.writeBytes(within(data, (long) number * SMALL_SECTOR, SMALL_SECTOR));
                ByteBuffer link = little(within(table, number * 4L, 4));
                number = link.limit() < 4 ? NONE : link.getInt(0);
            }
        }
        return Arrays.copyOf(out.toByteArray(), Math.min(length, out.size()));
    }

    private List<Integer> chain(int start, int most) throws IOException {
        Set<Integer> numbers = new LinkedHashSet<>();
        int number = start;
        while (number >= 0 && numbers.size() < most && numbers.add(number) && position(number) < content.size()) {
            number = next(number);
        }
        return List.copyOf(numbers);
    }

    private byte[] within(List<Integer> sectors, long at, int length) throws IOException {
        long index = at / sector;
        return index < sectors.size()
                ? content.read(position(sectors.get((int) index)) + at % sector, length)
                : new byte[0];
    }

    /** The root's class as 32 hex digits in the file's byte order. */
    String type() {
        return entries.getFirst().type();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
