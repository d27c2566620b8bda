package dev.tallyman.identification.pronom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All of PRONOM, ready to be asked by all threads: which formats a file's bytes have the signature
 * of. A signature is looked at only where the file begins as it does, or holds its longest literal;
 * of what matches, formats that another one has priority over are left out.
 */
public final class Pronom {
    /**
     * A format of the registry.
     *
     * @param over ids of the formats that this one has priority over
     */
    public record Format(
            int id,
            String puid,
            String name,
            @Nullable String version,
            @Nullable String mime,
            List<Integer> over) {
        public Format {
            over = List.copyOf(over);
        }
    }

    /** Sequences that must all be in a file of these formats. */
    record Signature(List<Integer> formats, List<ByteSequence> sequences) {
        Signature {
            formats = List.copyOf(formats);
            sequences = List.copyOf(sequences);
        }

        boolean isIn(byte[] head, byte[] tail, int[] tries) {
            for (ByteSequence sequence : sequences) {
                if (!sequence.isIn(head, tail, tries)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What a DROID signature file holds. */
    record Registry(String version, List<Format> formats, List<Signature> signatures) {
        Registry {
            formats = List.copyOf(formats);
            signatures = List.copyOf(signatures);
        }
    }

    // Hostile content must not make gaps within gaps cost more: a file needs a few thousand.
    private static final int MOST_TRIES = 20_000_000;

    private final Registry registry;
    private final Map<Integer, Format> formats = new HashMap<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final int[] offsets;
    // Sorted: an offset and the two bytes that are there, and the signatures that begin so.
    private final long[] beginnings;
    private final int[][] byBeginning;
    private final Literals literals;
    private final int[] byLiteral;
    private final int[] always;

    /** The version that this program brings with it. */
    public static Pronom bundled() {
        return new Pronom(RegistryTable.bundled());
    }

    Pronom(Registry registry) {
        this.registry = registry;
        for (Format format : registry.formats()) {
            positions.put(format.id(), positions.size());
            formats.put(format.id(), format);
        }
        var begins = new TreeMap<Long, int[]>();
        var strings = new ArrayList<byte[]>();
        var byString = new ArrayList<Integer>();
        var rest = new ArrayList<Integer>();
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < registry.signatures().size(); i++) {
            List<Long> heads = List.of();
            List<byte[]> telling = List.of();
            for (ByteSequence sequence : registry.signatures().get(i).sequences()) {
                heads = heads.isEmpty() ? sequence.beginnings() : heads;
                List<byte[]> own = sequence.literals();
                telling = ByteSequence.telling(own) > ByteSequence.telling(telling) ? own : telling;
            }
            if (!heads.isEmpty()) {
                for (long beginning : heads) {
                    places.add((int) (beginning >> 16));
                    begins.merge(beginning, new int[] {i}, Pronom::joined);
                }
            } else if (ByteSequence.telling(telling) >= 2) {
                for (byte[] literal : telling) {
                    strings.add(literal);
                    byString.add(i);
                }
            } else {
                rest.add(i);
            }
        }
        beginnings = begins.keySet().stream().mapToLong(Long::longValue).toArray();
        byBeginning = begins.values().toArray(int[][]::new);
        offsets = ints(places);
        Arrays.sort(offsets);
        literals = new Literals(strings);
        byLiteral = ints(byString);
        always = ints(rest);
    }

    private static int[] ints(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] joined(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** The registry's version, such as {@code 120}. */
    public String version() {
        return registry.version();
    }

    /**
     * The formats whose signatures are there, without those that another has priority over, in the
     * registry's order.
     *
     * @param head the first bytes of the file
     * @param tail the last ones; the same array where the file is short
     */
    @SuppressWarnings("ReferenceEquality") // the same array means: there is nothing else to scan
    public List<Format> of(byte[] head, byte[] tail) {
        BitSet candidates = new BitSet(registry.signatures().size());
        for (int offset : offsets) {
            if (offset + 1 >= head.length) {
                break;
            }
            long key = (long) offset << 16 | (head[offset] & 0xff) << 8 | (head[offset + 1] & 0xff);
            int known = Arrays.binarySearch(beginnings, key);
            if (known >= 0) {
                for (int signature : byBeginning[known]) {
                    candidates.set(signature);
                }
            }
        }
        BitSet present = new BitSet(byLiteral.length);
        literals.find(head, present);
        if (tail != head) {
            literals.find(tail, present);
        }
        present.stream().forEach(number -> candidates.set(byLiteral[number]));
        for (int signature : always) {
            candidates.set(signature);
        }
        int[] tries = {MOST_TRIES};
        Set<Integer> found = new HashSet<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Signature signature = registry.signatures().get(i);
            if (!found.containsAll(signature.formats()) && signature.isIn(head, tail, tries)) {
                found.addAll(signature.formats());
            }
        }
        return surviving(found);
    }

    private List<Format> surviving(Set<Integer> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Set<Integer> beaten = new HashSet<>();
        for (int id : found) {
            Format format = formats.get(id);
            if (format != null) {
                beaten.addAll(format.over());
            }
        }
        return found.stream()
                .filter(id -> !beaten.contains(id))
                .map(formats::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(format -> positions.get(format.id())))
                .toList();
    }
}
