package dev.tallyman.identification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The root of an OLE2 compound file: the names in it and its class. Reads at most 1,024 directory
 * entries, follows no chain twice, and takes nothing that the file declares for granted.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb">MS-CFB</a>
 */
final class Compound {
    private static final int MOST_ENTRIES = 1024;
    private static final int ENTRY = 128;
    private static final int NONE = -1;

    private record Entry(String name, int left, int right, int child, String type) {}

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
                HexFormat.of().formatHex(type));
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

    /** The root's class as 32 hex digits in the file's byte order. */
    String type() {
        return entries.getFirst().type();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
