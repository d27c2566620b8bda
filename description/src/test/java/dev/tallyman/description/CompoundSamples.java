package dev.tallyman.description;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of the kind that old office programs and Outlook write. */
final class CompoundSamples {
    private CompoundSamples() {}

    /** A message of Outlook with a subject, a sender and an attachment. */
    static byte[] message() {
        Map<String, byte[]> streams = new LinkedHashMap<>();
        streams.put("__properties_version1.0", new byte[32]);
        streams.put("__substg1.0_0037001F", "The plan".getBytes(UTF_16LE));
        streams.put("__substg1.0_0C1A001F", "Anna".getBytes(UTF_16LE));
        streams.put("__attach_version1.0_#00000000/__substg1.0_3707001F", "plan.txt".getBytes(UTF_16LE));
        streams.put("__attach_version1.0_#00000000/__substg1.0_37010102", "plain words".getBytes(UTF_8));
        return compound(streams);
    }

    /** A document of Word 97: a narrow piece, then a wide one with a field in it. */
    static byte[] word() {
        String wide = "café 鹈鹕 \u0013HYPERLINK \"http://example.org\"\u0014heron\u0015\r";
        var document = ByteBuffer.allocate(800).order(ByteOrder.LITTLE_ENDIAN);
        document.putShort(0, (short) 0xa5ec).putShort(2, (short) 0xc1).putShort(10, (short) 0x200);
        document.putInt(0x1a2, 0).putInt(0x1a6, 5 + 12 + 16);
        document.put(0x200, "The pelican ".getBytes(UTF_8)).put(0x240, wide.getBytes(UTF_16LE));
        var table = ByteBuffer.allocate(5 + 12 + 16).order(ByteOrder.LITTLE_ENDIAN);
        table.put(0, (byte) 2).putInt(1, 28);
        table.putInt(5, 0).putInt(9, 12).putInt(13, 12 + wide.length());
        table.putInt(5 + 12 + 2, 0x40000000 | 0x400).putInt(5 + 12 + 8 + 2, 0x240);
        return compound(Map.of("WordDocument", document.array(), "1Table", table.array()));
    }

    /** A workbook of Excel 97 with two texts, of which one goes on in the next record, and a sheet of this kind. */
    static byte[] workbook(int kind) {
        var records = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        records.putShort((short) 0x809)
                .putShort((short) 4)
                .putShort((short) 0x600)
                .putShort((short) 5);
        records.putShort((short) 0x85)
                .putShort((short) 14)
                .putInt(0)
                .put((byte) 0)
                .put((byte) kind);
        records.put((byte) 6).put((byte) 0).put("Budget".getBytes(UTF_8));
        records.putShort((short) 0xfc)
                .putShort((short) (8 + 3 + 7 + 3 + 3))
                .putInt(2)
                .putInt(2);
        records.putShort((short) 7).put((byte) 0).put("pelican".getBytes(UTF_8));
        records.putShort((short) 7).put((byte) 0).put("lon".getBytes(UTF_8));
        records.putShort((short) 0x3c).putShort((short) 9);
        records.put((byte) 1).put("gest".getBytes(UTF_16LE));
        records.putShort((short) 0x0a).putShort((short) 0);
        return compound(Map.of("Workbook", java.util.Arrays.copyOf(records.array(), records.position())));
    }

    /** A presentation of PowerPoint 97 with a narrow text, a wide one and one of its master. */
    static byte[] slides() {
        var records = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        records.putShort((short) 0x0f).putShort((short) 0x3f8).putInt(8 + 6);
        records.putShort((short) 0).putShort((short) 0xfa8).putInt(6).put("master".getBytes(UTF_8));
        records.putShort((short) 0x0f).putShort((short) 1000).putInt(8 + 7 + 8 + 4);
        records.putShort((short) 0).putShort((short) 0xfa8).putInt(7).put("pelican".getBytes(UTF_8));
        records.putShort((short) 0).putShort((short) 0xfa0).putInt(4).put("鹈鹕".getBytes(UTF_16LE));
        return compound(Map.of("PowerPoint Document", java.util.Arrays.copyOf(records.array(), records.position())));
    }

    /** The same with its streams in whole sectors, as large ones lie. */
    static byte[] large(byte[] compound) {
        var file = ByteBuffer.wrap(compound).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(56, 0);
        for (int at = 512 * 12; at < 512 * 16; at += 128) {
            // The only stream here begins at the first piece, which is where the sectors of pieces begin.
            if (file.get(at + 66) == 2) {
                file.putInt(at + 116, 3 + file.getInt(at + 116) / 8);
            }
        }
        return compound;
    }

    /** OLE2 with small streams, all storages one deep: table, directory, small table, small streams. */
    static byte[] compound(Map<String, byte[]> streams) {
        record Node(String name, int type, int start, int size, List<Integer> children) {}
        var small = ByteBuffer.allocate(4096);
        var links = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        List<Node> nodes = new ArrayList<>(List.of(new Node("Root Entry", 5, 3, 4096, new ArrayList<>())));
        Map<String, Node> storages = new LinkedHashMap<>();
        streams.forEach((path, bytes) -> {
            int slash = path.indexOf('/');
            Node parent = nodes.getFirst();
            if (slash > 0) {
                parent = storages.computeIfAbsent(path.substring(0, slash), name -> {
                    Node storage = new Node(name, 1, 0, 0, new ArrayList<>());
                    nodes.getFirst().children().add(nodes.size());
                    nodes.add(storage);
                    return storage;
                });
            }
            int start = small.position() / 64;
            small.put(bytes).position((small.position() + 63) / 64 * 64);
            for (int at = start; at < small.position() / 64; at++) {
                links.putInt(at * 4, at + 1 < small.position() / 64 ? at + 1 : -2);
            }
            parent.children().add(nodes.size());
            nodes.add(new Node(path.substring(slash + 1), 2, start, bytes.length, List.of()));
        });
        var directory = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        int[] right = new int[nodes.size()];
        java.util.Arrays.fill(right, -1);
        nodes.forEach(node -> {
            for (int i = 0; i + 1 < node.children().size(); i++) {
                right[node.children().get(i)] = node.children().get(i + 1);
            }
        });
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            int at = n * 128;
            directory.put(at, node.name().getBytes(UTF_16LE));
            directory.putShort(at + 64, (short) (node.name().length() * 2 + 2)).put(at + 66, (byte) node.type());
            directory.putInt(at + 68, -1).putInt(at + 72, right[n]);
            directory.putInt(
                    at + 76, node.children().isEmpty() ? -1 : node.children().getFirst());
            directory.putInt(at + 116, node.start()).putInt(at + 120, node.size());
        }
        return assembled(directory.array(), links.array(), small.array());
    }

    // Sectors: 0 the table, 1 the small table, 3 to 10 the small streams, 11 to 14 the directory.
    private static byte[] assembled(byte[] directory, byte[] links, byte[] small) {
        var file = ByteBuffer.allocate(512 * 17).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xe11ab1a1e011cfd0L)
                .putShort(28, (short) 0xfffe)
                .putShort(30, (short) 9)
                .putShort(32, (short) 6);
        file.putInt(44, 1)
                .putInt(48, 11)
                .putInt(56, 4096)
                .putInt(60, 1)
                .putInt(64, 1)
                .putInt(68, -2);
        for (int i = 0; i < 109; i++) {
            file.putInt(76 + i * 4, i == 0 ? 0 : -1);
        }
        for (int sector = 0; sector < 128; sector++) {
            boolean follows = (sector >= 3 && sector < 10) || (sector >= 11 && sector < 14);
            file.putInt(512 + sector * 4, sector == 0 ? -3 : follows ? sector + 1 : -2);
        }
        file.put(1024, links).put(512 * 4, small).put(512 * 12, directory);
        return file.array();
    }
}
