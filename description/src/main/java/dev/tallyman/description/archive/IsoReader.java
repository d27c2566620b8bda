package dev.tallyman.description.archive;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Images of discs, ISO 9660 with the long names of Joliet or Rock Ridge, folder by folder.
 * https://ecma-international.org/publications-and-standards/standards/ecma-119/
 */
public final class IsoReader implements Reader {
    private static final int SECTOR = 2048;
    private static final int HEAD = 64 * 1024;
    private static final int FOLDERS = 20_000;

    private final Identifier identifier;

    /** A folder that is still to be read. */
    private record Folder(long at, long size, String path) {}

    public IsoReader(Identifier identifier) {
        this.identifier = identifier;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        draft.container();
        byte[] root = new byte[0];
        boolean joliet = false;
        for (long sector = 16; sector < 64; sector++) {
            byte[] volume = source.at(sector * SECTOR, SECTOR);
            if (volume.length < SECTOR || !latin(volume, 1, 5).equals("CD001") || volume[0] == (byte) 255) {
                break;
            }
            if (volume[0] == 1) {
                root = root.length == 0 ? volume : root;
                draft.put("archive:volume", latin(volume, 40, 32).strip());
            } else if (volume[0] == 2 && latin(volume, 88, 2).equals("%/")) {
                root = volume;
                joliet = true;
            }
        }
        if (root.length == 0) {
            throw new IOException("its volume descriptor is missing, so it is cut off or damaged");
        }
        new Walk(source, draft, joliet).from(new Folder(little(root, 158, 4) * SECTOR, little(root, 166, 4), ""));
    }

    private static String latin(byte[] bytes, int at, int length) {
        int room = Math.clamp(bytes.length - at, 0, length);
        return room == 0 ? "" : new String(bytes, at, room, StandardCharsets.ISO_8859_1);
    }

    /** The way through all folders; one that leads back to itself is entered once. */
    private final class Walk {
        private final Source source;
        private final Draft draft;
        private final boolean joliet;
        private final Deque<Folder> folders = new ArrayDeque<>();
        private final Set<Long> seen = new HashSet<>();
        private long total;

        Walk(Source source, Draft draft, boolean joliet) {
            this.source = source;
            this.draft = draft;
            this.joliet = joliet;
        }

        void from(Folder root) throws IOException {
            folders.add(root);
            try {
                while (!folders.isEmpty()) {
                    Folder folder = folders.remove();
                    if (seen.add(folder.at()) && seen.size() <= FOLDERS) {
                        list(folder);
                    }
                }
            } finally {
                draft.put("archive:totalSize", total);
            }
        }

        // A record never crosses a sector; what is left of one is zeros.
        private void list(Folder folder) throws IOException {
            for (long at = 0; at < folder.size(); at += SECTOR) {
                source.check();
                byte[] sector = source.at(folder.at() + at, SECTOR);
                int record = 0;
                while (record + 33 < sector.length && sector[record] != 0) {
                    int length = sector[record] & 0xff;
                    entry(
                            folder,
                            java.util.Arrays.copyOfRange(sector, record, Math.min(sector.length, record + length)));
                    record += length;
                }
                if (sector.length < SECTOR) {
                    throw new IOException("a folder lies behind its end, so it is cut off or damaged");
                }
            }
        }

        private void entry(Folder folder, byte[] entry) throws IOException {
            int nameLength = (int) little(entry, 32, 1);
            if (nameLength == 1 && entry.length > 33 && (entry[33] == 0 || entry[33] == 1)) {
                return; // itself, and the one above
            }
            String name = folder.path() + name(entry, nameLength);
            long at = little(entry, 2, 4) * SECTOR;
            long size = little(entry, 10, 4);
            if ((little(entry, 25, 1) & 2) != 0) {
                folders.add(new Folder(at, size, name + "/"));
            } else {
                total += size;
                Identification what = draft.hasRoom() && at + size <= source.size() ? what(name, at, size) : null;
                draft.member(new Member(name, size, null, modified(entry), false, what));
            }
        }

        private Identification what(String name, long at, long size) throws IOException {
            String base = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            byte[] head = source.at(at, (int) Math.min(HEAD, size));
            return identifier.identify(base.substring(base.lastIndexOf('/') + 1), Content.of(head));
        }

        // Each byte a character, as members are named.
        private String name(byte[] entry, int length) {
            String plain = latin(entry, 33, length);
            if (joliet) {
                String wide = new String(plain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16BE);
                plain = latin(wide.getBytes(StandardCharsets.UTF_8), 0, Integer.MAX_VALUE);
            } else {
                plain = rockRidge(entry, 33 + length + (length % 2 == 0 ? 1 : 0), plain);
            }
            return plain.replaceFirst(";\\d+$", "").replaceFirst("\\.$", "");
        }

        private String rockRidge(byte[] entry, int from, String otherwise) {
            var name = new StringBuilder();
            int at = from;
            while (at + 4 <= entry.length) {
                int length = entry[at + 2] & 0xff;
                if (length < 4) {
                    break;
                }
                if (latin(entry, at, 2).equals("NM")) {
                    name.append(latin(entry, at + 5, length - 5));
                }
                at += length;
            }
            return name.isEmpty() ? otherwise : name.toString();
        }

        private @Nullable Instant modified(byte[] entry) {
            try {
                return LocalDateTime.of(
                                1900 + (int) little(entry, 18, 1),
                                (int) little(entry, 19, 1),
                                (int) little(entry, 20, 1),
                                (int) little(entry, 21, 1),
                                (int) little(entry, 22, 1),
                                (int) little(entry, 23, 1))
                        .toInstant(ZoneOffset.ofTotalSeconds((byte) little(entry, 24, 1) * 900));
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
