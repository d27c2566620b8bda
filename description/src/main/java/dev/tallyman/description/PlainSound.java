package dev.tallyman.description;

import static dev.tallyman.description.MediaReader.latin;
import static dev.tallyman.description.reading.Bytes.big;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sound of Apple (AIFF, AIFF-C) and Sun (AU): a head that says all, and samples. */
final class PlainSound {
    private static final int LONGEST = 64 * 1024;
    private static final Map<String, String> WORDS =
            Map.of("NAME", "dc:title", "AUTH", "xmpDM:artist", "(c) ", "dc:rights", "ANNO", "dc:description");

    /** Bits of a sample by the number of its encoding, as far as each has the same. */
    private static final Map<Integer, Integer> BITS = Map.of(1, 8, 2, 8, 3, 16, 4, 24, 5, 32, 6, 32, 7, 64, 27, 8);

    private PlainSound() {}

    static void read(Source source, Draft draft) throws IOException {
        byte[] head = source.at(0, 24);
        if (latin(head, 0, 4).equals(".snd")) {
            sun(source.size(), head, draft);
        } else if (latin(head, 8, 3).equals("AIF")) {
            chunks(source, draft);
        }
    }

    private static void sun(long size, byte[] head, Draft draft) {
        long rate = big(head, 16, 4);
        long channels = big(head, 20, 4);
        long bytes = Math.min(big(head, 8, 4), size - big(head, 4, 4));
        Integer bits = BITS.get((int) big(head, 12, 4));
        draft.put("xmpDM:audioSampleRate", rate);
        draft.put("xmpDM:audioChannels", channels);
        draft.put("audio:bitsPerSample", bits);
        if (bits != null && rate > 0 && channels > 0) {
            MediaReader.duration(draft, bytes * 8.0 / bits / channels / rate);
        }
    }

    private static void chunks(Source source, Draft draft) throws IOException {
        for (long at = 12; at + 8 <= source.size(); ) {
            source.check();
            byte[] chunk = source.at(at, 8);
            String kind = latin(chunk, 0, 4);
            long length = big(chunk, 4, 4);
            if (kind.equals("COMM")) {
                common(source.at(at + 8, 18), draft);
            } else if (WORDS.containsKey(kind) && length < LONGEST) {
                draft.put(WORDS.get(kind), new String(source.at(at + 8, (int) length), StandardCharsets.UTF_8));
            }
            at += 8 + length + (length & 1);
        }
    }

    private static void common(byte[] chunk, Draft draft) {
        draft.put("xmpDM:audioChannels", big(chunk, 0, 2));
        draft.put("audio:bitsPerSample", big(chunk, 6, 2));
        // The rate is a number of 80 bits: its exponent, then its digits with the first one written out.
        double rate = big(chunk, 10, 8) * Math.pow(2, (int) big(chunk, 8, 2) - 16_383 - 63.0);
        rate = rate < 0 ? rate + Math.pow(2, (int) big(chunk, 8, 2) - 16_383 + 1.0) : rate;
        if (rate >= 1 && rate < 1e7) {
            draft.put("xmpDM:audioSampleRate", Math.round(rate));
            MediaReader.duration(draft, big(chunk, 2, 4) / rate);
        }
    }
}
