package dev.tallyman.description.picture;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The blocks of a scan, each as the numbers of its lowest frequencies. */
final class CodedBlocks {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int NUMBERS = 64;
    private static final int LARGEST = 11; // bits of the first number

    // https://www.w3.org/Graphics/JPEG/itu-t81.pdf, figure A.6: row and column of each number
    private static final int[] ORDER = order();

    private final InputStream in;
    private final int side;
    private final int[] places = new int[NUMBERS];
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;
    private long bits; // the next one is the highest
    private int count;
    private int invented; // behind the last bit there are zeros
    private boolean over;

    /** @param side so many rows and columns of each block are kept */
    CodedBlocks(InputStream in, int side) {
        this.in = in;
        this.side = side;
        for (int i = 0; i < NUMBERS; i++) {
            int row = ORDER[i] >> 3;
            int column = ORDER[i] & 7;
            places[i] = row < side && column < side ? row * side + column : -1;
        }
    }

    private static int[] order() {
        int[] order = new int[NUMBERS];
        int number = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = Math.max(0, diagonal - 7); i <= Math.min(7, diagonal); i++) {
                order[number++] = diagonal % 2 == 0 ? (diagonal - i) << 3 | i : i << 3 | diagonal - i;
            }
        }
        return order;
    }

    /**
     * Reads the next block of a component.
     *
     * @param to its numbers, each times its step
     * @return false where all but the first are zero
     */
    boolean next(JpegHead.Component component, float[] to) throws IOException {
        Arrays.fill(to, 0, side * side, 0);
        fill();
        int size = symbol(component.first);
        if (size > LARGEST) {
            throw new JpegHead.Unusual();
        }
        component.last += size == 0 ? 0 : take(size);
        float[] steps = component.steps;
        to[0] = component.last * steps[0];
        boolean more = false;
        HuffmanCode others = component.others;
        for (int i = 1; i < NUMBERS; i++) {
            fill();
            int number = others.number(bits);
            int value;
            if (number != 0) {
                drop(number & 0xff);
                i += number >> 8 & 0xff;
                value = number >> 16;
            } else {
                int symbol = symbol(others);
                i += symbol >> 4;
                if ((symbol & 0xf) == 0) {
                    if (symbol != 0xf0) {
                        break;
                    }
                    continue;
                }
                value = take(symbol & 0xf);
            }
            if (i >= NUMBERS) {
                throw new JpegHead.Unusual();
            }
            int place = places[i];
            if (place >= 0) {
                to[place] = value * steps[i];
                more = true;
            }
        }
        if (count < invented) {
            throw new JpegHead.Unusual(); // it is cut off
        }
        return more;
    }

    /** Goes on behind the mark between two parts of a scan. */
    void restart() throws IOException {
        fill();
        if (!over || end - at < 2 || (buffer[at + 1] & 0xf8) != 0xd0 || count - invented >= Byte.SIZE) {
            throw new JpegHead.Unusual();
        }
        at += 2;
        bits = 0;
        count = 0;
        invented = 0;
        over = false;
    }

    private int symbol(HuffmanCode code) throws JpegHead.Unusual {
        int found = code.symbol(bits);
        if (found == 0) {
            throw new JpegHead.Unusual();
        }
        drop(found & 0xff);
        return found >> 8;
    }

    private int take(int size) {
        int value = HuffmanCode.signed((int) (bits >>> (Long.SIZE - size)), size);
        drop(size);
        return value;
    }

    private void drop(int size) {
        bits <<= size;
        count -= size;
    }

    // A symbol and its number are 31 bits at most.
    private void fill() throws IOException {
        if (count > 32) {
            return;
        }
        if (end - at >= Integer.BYTES) {
            int word = (int) WORD.get(buffer, at);
            if (noMark(word)) {
                bits |= (word & 0xffffffffL) << (32 - count);
                count += 32;
                at += Integer.BYTES;
                return;
            }
        }
        while (count <= 56) {
            one();
        }
    }

    private static boolean noMark(int word) {
        int inverse = ~word;
        return (inverse - 0x01010101 & ~inverse & 0x80808080) == 0;
    }

    private void one() throws IOException {
        if (!over && end - at < 2) {
            more();
        }
        if (!over && buffer[at] == -1 && buffer[at + 1] != 0) {
            over = true;
        }
        if (over) {
            invented += Byte.SIZE;
        } else {
            bits |= (buffer[at] & 0xffL) << (56 - count);
            at += buffer[at] == -1 ? 2 : 1;
        }
        count += Byte.SIZE;
    }

    private void more() throws IOException {
        int left = end - at;
        System.arraycopy(buffer, at, buffer, 0, left);
        at = 0;
        end = left + Math.max(0, in.readNBytes(buffer, left, buffer.length - left));
        over = end < 2;
    }
}
