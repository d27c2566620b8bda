package dev.tallyman.description;

import static dev.tallyman.description.reading.Bytes.big;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Matroska and WebM: elements of a number, a length and a value. https://www.rfc-editor.org/rfc/rfc9559 */
final class Matroska {
    private static final int MOST = 20_000;
    private static final long EPOCH = 978_307_200L; // 2001-01-01

    private final Source source;
    private final Draft draft;
    private int seen;
    private long scale = 1_000_000;
    private double duration;
    private int kind;
    private String codec = "";

    Matroska(Source source, Draft draft) {
        this.source = source;
        this.draft = draft;
    }

    void read() throws IOException {
        elements(0, source.size(), 0);
        MediaReader.duration(draft, duration * scale / 1e9);
    }

    private void elements(long from, long end, int depth) throws IOException {
        for (long at = from; at < end && ++seen < MOST; ) {
            byte[] head = source.at(at, 12);
            if (head.length < 2 || head[0] == 0) {
                return;
            }
            int idLength = Integer.numberOfLeadingZeros(head[0] & 0xff) - 23;
            long id = big(head, 0, idLength);
            int first = idLength < head.length ? head[idLength] & 0xff : 0;
            int sizeLength = Integer.numberOfLeadingZeros(first) - 23;
            if (idLength > 4 || sizeLength > 8) {
                return;
            }
            long unknown = (1L << (7 * sizeLength)) - 1;
            long size = big(head, idLength, sizeLength) & unknown;
            long inner = at + idLength + sizeLength;
            long next = size == unknown ? end : inner + size;
            // Segment, Info, Tracks, TrackEntry, Video, Audio
            boolean holds = id == 0x18538067L
                    || id == 0x1549a966L
                    || id == 0x1654ae6bL
                    || id == 0xae
                    || id == 0xe0
                    || id == 0xe1;
            if (id == 0x1f43b675L && draft.get("xmpDM:videoCompressor") != null) {
                return; // the pictures begin
            }
            if (holds && depth < 6) {
                elements(inner, Math.min(end, next), depth + 1);
                if (id == 0xae) {
                    track();
                }
            } else if (size <= 4096) {
                value((int) id, source.at(inner, (int) size));
            }
            at = next;
        }
    }

    // Of a track its codec may stand before its kind.
    private void track() {
        if (!codec.isEmpty()) {
            draft.put(
                    kind == 2 ? "xmpDM:audioCompressor" : kind == 1 ? "xmpDM:videoCompressor" : "video:subtitles",
                    codec);
        }
        kind = 0;
        codec = "";
    }

    private void value(int id, byte[] value) {
        switch (id) {
            case 0x2ad7b1 -> scale = big(value, 0, value.length);
            case 0x4489 ->
                duration = value.length == 4
                        ? Float.intBitsToFloat((int) big(value, 0, 4))
                        : Double.longBitsToDouble(big(value, 0, 8));
            case 0x4461 -> draft.put("xmp:CreateDate", Instant.ofEpochSecond(EPOCH, big(value, 0, 8)));
            case 0x7ba9 -> draft.put("dc:title", new String(value, StandardCharsets.UTF_8));
            case 0x5741 -> draft.put("xmp:CreatorTool", new String(value, StandardCharsets.UTF_8));
            case 0x83 -> kind = (int) big(value, 0, value.length);
            case 0x86 -> codec = new String(value, StandardCharsets.US_ASCII).replaceFirst("^[VAS]_", "");
            case 0xb0 -> draft.put("tiff:ImageWidth", big(value, 0, value.length));
            case 0xba -> draft.put("tiff:ImageLength", big(value, 0, value.length));
            case 0x9f -> draft.put("xmpDM:audioChannels", big(value, 0, value.length));
            case 0xb5 ->
                draft.put(
                        "xmpDM:audioSampleRate",
                        Math.round(
                                value.length == 4
                                        ? Float.intBitsToFloat((int) big(value, 0, 4))
                                        : Double.longBitsToDouble(big(value, 0, 8))));
            default -> {}
        }
    }
}
