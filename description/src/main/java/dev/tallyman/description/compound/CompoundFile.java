package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file system inside old office documents and Outlook’s messages (OLE2). Chains are followed and never allocated:
 * what a file declares costs nothing. https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb
 */
final class CompoundFile {
    static final long SIGNATURE = 0xe11ab1a1e011cfd0L;

    private static final int ENTRY = 128;
    private static final int MOST = 20_000;
    private static final long SMALL = 8L << 20;
    private static final long NONE = 0xfffffff0L;

    private final Source source;
    private final byte[] header;
    private final int sector;
    private final List<byte[]> records = new ArrayList<>();
    // The piece of the table that was read last: what follows each other in a file does so there too.
    private byte[] table = new byte[0];
    private long tableAt = -1;
    private byte @Nullable [] pieces;
    private byte @Nullable [] pieceTable;

    /**
     * A stream, or a storage that holds some.
     *
     * @param path names with {@code /} between them
     */
    record Entry(String path, String name, boolean storage, long start, long size) {}

    CompoundFile(Source source) throws IOException {
        this.source = source;
        this.header = source.at(0, 512);
        long shift = little(header, 30, 2);
        if (little(header, 0, 8) != SIGNATURE || shift < 7 || shift > 16) {
            throw new IOException("it does not begin as its kind does");
        }
        this.sector = 1 << shift;
        byte[] directory = chain(little(header, 48, 4), (long) MOST * ENTRY);
        for (int at = 0; at + ENTRY <= directory.length; at += ENTRY) {
            records.add(Arrays.copyOfRange(directory, at, at + ENTRY));
        }
        if (records.isEmpty()) {
            throw new IOException("its directory is missing, so it is cut off or damaged");
        }
    }

    /** All that it holds, those of a storage behind it. */
    List<Entry> entries() throws IOException {
        // One that is still to be looked at, and the storage that it lies in.
        record Place(long number, String path) {}
        List<Entry> entries = new ArrayList<>();
        Deque<Place> places = new ArrayDeque<>();
        Set<Long> seen = new HashSet<>();
        places.push(new Place(little(records.getFirst(), 76, 4), ""));
        while (!places.isEmpty()) {
            source.check();
            Place place = places.pop();
            if (place.number() >= records.size() || !seen.add(place.number())) {
                continue;
            }
            byte[] record = records.get((int) place.number());
            int length = Math.clamp(little(record, 64, 2) - 2, 0, 62);
            String name = new String(record, 0, length, StandardCharsets.UTF_16LE);
            boolean storage = record[66] == 1;
            places.push(new Place(little(record, 72, 4), place.path()));
            if (storage) {
                places.push(new Place(little(record, 76, 4), place.path() + name + "/"));
            }
            places.push(new Place(little(record, 68, 4), place.path()));
            entries.add(new Entry(place.path() + name, name, storage, little(record, 116, 4), little(record, 120, 4)));
        }
        return entries;
    }

    /** The first entry with this path. */
    Optional<Entry> find(String path) throws IOException {
        return entries().stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /** The beginning of a stream, as far as it is there. */
    byte[] read(Entry entry, int most) throws IOException {
        long size = Math.min(entry.size(), most);
        return entry.size() < little(header, 56, 4) ? small(entry.start(), size) : chain(entry.start(), size);
    }

    /** A stream to be read where it is asked for. */
    CompoundStream open(Entry entry) throws IOException {
        if (entry.size() < little(header, 56, 4)) {
            return new CompoundStream(small(entry.start(), entry.size()));
        }
        var stream = new CompoundStream(source, sector);
        var seen = new BitSet();
        long last = source.size() / sector;
        for (long at = entry.start(); at < last && stream.size() < entry.size() && !seen.get((int) at); at = next(at)) {
            source.check();
            seen.set((int) at);
            stream.add(at);
        }
        return stream;
    }

    private byte[] chain(long start, long most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Set<Long> seen = new HashSet<>();
        long at = start;
        while (bytes.size() < most && at < NONE && seen.add(at)) {
            byte[] some = source.at((at + 1) * sector, (int) Math.min(sector, most - bytes.size()));
            if (some.length == 0) {
                break;
            }
            bytes.writeBytes(some);
            at = next(at);
        }
        return bytes.toByteArray();
    }

    // Which sector follows stands in a table whose own sectors are listed in the header, and in a chain behind it.
    private long next(long number) throws IOException {
        int in = sector / 4;
        long part = number / in;
        long place;
        if (part < 109) {
            place = little(header, 76 + (int) part * 4, 4);
        } else {
            long list = little(header, 68, 4);
            long left = part - 109;
            for (; left >= in - 1 && list < NONE; left -= in - 1) {
                source.check();
                list = little(source.at((list + 1) * sector + sector - 4, 4), 0, 4);
            }
            place = list >= NONE ? NONE : little(source.at((list + 1) * sector + left * 4, 4), 0, 4);
        }
        if (place >= NONE) {
            return NONE;
        }
        if (place != tableAt) {
            tableAt = place;
            table = source.at((place + 1) * sector, sector);
        }
        // What lies behind the end of the file is the end of a chain.
        int at = (int) (number % in) * 4;
        return at + 4 > table.length ? NONE : little(table, at, 4);
    }

    // Small streams lie in pieces of 64 bytes in the root’s own stream.
    private byte[] small(long start, long size) throws IOException {
        if (pieces == null || pieceTable == null) {
            byte[] root = records.getFirst();
            pieces = chain(little(root, 116, 4), Math.min(SMALL, little(root, 120, 4)));
            pieceTable = chain(little(header, 60, 4), pieces.length / 16 + 4L);
        }
        var bytes = new ByteArrayOutputStream();
        Set<Long> seen = new HashSet<>();
        long at = start;
        while (bytes.size() < size && at * 64 < pieces.length && seen.add(at)) {
            int from = (int) at * 64;
            bytes.write(pieces, from, (int) Math.min(Math.min(64, pieces.length - from), size - bytes.size()));
            at = at * 4 + 4 > pieceTable.length ? NONE : little(pieceTable, (int) at * 4, 4);
        }
        return bytes.toByteArray();
    }
}
