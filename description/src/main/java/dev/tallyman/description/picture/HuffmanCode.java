package dev.tallyman.description.picture;

/** A Huffman code of a JPEG, as tables that are asked with the bits that come next. */
final class HuffmanCode {
    private static final int LONGEST = 16;
    private static final int SEEN = 10;

    // By the next ten bits: a number with its zeros, value << 16 | zeros << 8 | bits of both; 0 where it is longer.
    private final int[] numbers = new int[1 << SEEN];
    // By the next ten bits: symbol << 8 | bits; 0 where it is longer.
    private final int[] codes = new int[1 << SEEN];
    // By length: where the codes of a greater one begin, in 16 bits, and how far a code is from its symbol.
    private final int[] ends = new int[LONGEST + 1];
    private final int[] offsets = new int[LONGEST + 1];
    private final byte[] symbols;

    private HuffmanCode(byte[] symbols) {
        this.symbols = symbols;
    }

    /**
     * Reads a code.
     *
     * @param counts how many codes there are of 1, 2, … 16 bits
     * @throws JpegHead.Unusual where it is none
     */
    // https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex C
    static HuffmanCode of(byte[] counts, byte[] symbols) throws JpegHead.Unusual {
        var made = new HuffmanCode(symbols);
        int code = 0;
        int number = 0;
        for (int length = 1; length <= LONGEST; length++) {
            made.offsets[length] = number - code;
            for (int i = counts[length - 1] & 0xff; i > 0; i--) {
                if (number == symbols.length || code >= 1 << length) {
                    throw new JpegHead.Unusual();
                }
                made.keep(code++, length, symbols[number++] & 0xff);
            }
            made.ends[length] = code << (LONGEST - length);
            code <<= 1;
        }
        return made;
    }

    private void keep(int code, int length, int symbol) {
        if (length > SEEN) {
            return;
        }
        int size = symbol & 0xf;
        int rest = SEEN - length;
        for (int i = 0; i < 1 << rest; i++) {
            int seen = code << rest | i;
            codes[seen] = symbol << 8 | length;
            if (size > 0 && size <= rest) {
                int value = signed(i >> (rest - size), size);
                numbers[seen] = value << 16 | symbol >> 4 << 8 | length + size;
            }
        }
    }

    /** A number of so many bits: half of them stand for negative ones. */
    static int signed(int bits, int size) {
        return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
    }

    /** What comes next where it is short, as value, zeros before it and bits; else 0. */
    int number(long bits) {
        return numbers[(int) (bits >>> (Long.SIZE - SEEN))];
    }

    /** The symbol that comes next, and its bits in the lower byte; 0 where it is none. */
    int symbol(long bits) {
        int found = codes[(int) (bits >>> (Long.SIZE - SEEN))];
        if (found != 0) {
            return found;
        }
        int next = (int) (bits >>> (Long.SIZE - LONGEST));
        for (int length = SEEN + 1; length <= LONGEST; length++) {
            if (next < ends[length]) {
                int at = (next >> (LONGEST - length)) + offsets[length];
                return (symbols[at] & 0xff) << 8 | length;
            }
        }
        return 0;
    }
}
