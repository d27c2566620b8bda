package dev.tallyman.identification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an OLE2 file with these streams, by their paths. Each is padded with zeros to the size from which on it
 * has sectors of its own:
 *
 * <pre>
 * | header 512 | tables | directory | streams |
 * </pre>
 */
final class CompoundFile {
    private static final int SECTOR = 512;
    private static final int SMALLEST = 4096;
    private static final int END = -2;
    private static final int OF_TABLE = -3;
    private static final int FREE = -1;

    private static final class Node {
        private final String name;
        private final List<Node> children = new ArrayList<>();
        private byte[] bytes = new byte[0];
        private int id;

        private Node(String name) {
            this.name = name;
        }

        private Node child(String name) {
            for (Node child : children) {
                if (child.name.equals(name)) {
                    return child;
                }
            }
            Node child = new Node(name);
            children.add(child);
            return child;
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    private CompoundFile() {}

    static byte[] of(Map<String, byte[]> streams) {
        Node root = new Node("Root Entry");
        streams.forEach((path, bytes) -> {
            Node node = root;
            for (String name : path.split("/", -1)) {
                node = node.child(name);
            }
            node.bytes = bytes;
        });
        var file = new CompoundFile();
        file.number(root);
        return file.written();
    }

    private void number(Node node) {
        node.id = nodes.size();
        nodes.add(node);
        node.children.forEach(this::number);
    }

    private static int sectors(Node node) {
        return node.children.isEmpty() ? (Math.max(node.bytes.length, SMALLEST) + SECTOR - 1) / SECTOR : 0;
    }

    private byte[] written() {
        int directory = (nodes.size() + 3) / 4;
        int data = nodes.stream().mapToInt(CompoundFile::sectors).sum();
        int tables = (directory + data) / 127 + 1;
        ByteBuffer file =
                ByteBuffer.allocate((1 + tables + directory + data) * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xe11ab1a1e011cfd0L).putShort(24, (short) 0x3e).putShort(26, (short) 3);
        file.putShort(28, (short) -2).putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, tables)
                .putInt(48, tables)
                .putInt(56, SMALLEST)
                .putInt(60, END)
                .putInt(68, END);
        for (int i = 0; i < 109; i++) {
            file.putInt(76 + 4 * i, i < tables ? i : FREE);
        }
        for (int i = 0; i < tables * 128; i++) {
            file.putInt(SECTOR + 4 * i, i < tables ? OF_TABLE : FREE);
        }
        chain(file, tables, directory);
        int next = tables + directory;
        for (Node node : nodes) {
            int at = (1 + tables) * SECTOR + node.id * 128;
            entry(file, at, node, next);
            if (sectors(node) > 0) {
                chain(file, next, sectors(node));
                file.put((next + 1) * SECTOR, node.bytes);
                next += sectors(node);
            }
        }
        return file.array();
    }

    private static void chain(ByteBuffer file, int first, int count) {
        for (int i = 0; i < count; i++) {
            file.putInt(SECTOR + 4 * (first + i), i + 1 < count ? first + i + 1 : END);
        }
    }

    // The children stand in a row, each the next one's left.
    private void entry(ByteBuffer file, int at, Node node, int first) {
        byte[] name = node.name.getBytes(StandardCharsets.UTF_16LE);
        boolean stream = sectors(node) > 0;
        file.put(at, name).putShort(at + 64, (short) (name.length + 2));
        file.put(at + 66, (byte) (node.id == 0 ? 5 : stream ? 2 : 1)).put(at + 67, (byte) 1);
        file.putInt(at + 68, FREE).putInt(at + 72, FREE).putInt(at + 76, FREE);
        if (!node.children.isEmpty()) {
            file.putInt(at + 76, node.children.getFirst().id);
        }
        for (Node parent : nodes) {
            int place = parent.children.indexOf(node);
            if (place >= 0 && place + 1 < parent.children.size()) {
                file.putInt(at + 72, parent.children.get(place + 1).id);
            }
        }
        file.putInt(at + 116, stream ? first : node.id == 0 ? END : 0);
        file.putInt(at + 120, stream ? Math.max(node.bytes.length, SMALLEST) : 0);
    }
}
