package dev.tallyman.description;

import static dev.tallyman.description.MediaReader.latin;
import static dev.tallyman.description.reading.Bytes.big;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The boxes of MP4 and QuickTime. ISO/IEC 14496-12; declared sizes are followed and never allocated. */
final class MediaBoxes {
    private static final Set<String> HOLDERS = Set.of("moov", "trak", "mdia", "minf", "stbl", "udta", "ilst");
    private static final int DEPTH = 10;
    private static final int MOST = 10_000;

    /** Between 1904, where these files count from, and 1970. */
    private static final long EPOCH = 2_082_844_800L;

    private static final Map<String, String> TAGS = Map.of(
            "©nam", "dc:title",
            "©ART", "xmpDM:artist",
            "©alb", "xmpDM:album",
            "©gen", "xmpDM:genre",
            "©day", "xmpDM:releaseDate",
            "©too", "xmp:CreatorTool",
            "©cmt", "dc:description",
            "cprt", "dc:rights");

    private final Source source;
    private final Draft draft;
    private int seen;
    private String handler = "";

    MediaBoxes(Source source, Draft draft) {
        this.source = source;
        this.draft = draft;
    }

    void read() throws IOException {
        boxes(0, source.size(), 0);
        if (draft.get("xmpDM:duration") == null) {
            draft.incomplete("It says no duration; it may be cut off.");
        }
    }

    private void boxes(long from, long end, int depth) throws IOException {
        for (long at = from; at + 8 <= end && ++seen < MOST; ) {
            byte[] head = source.at(at, 16);
            long size = big(head, 0, 4);
            String kind = latin(head, 4, 4);
            int header = 8;
            if (size == 1) {
                size = big(head, 8, 8);
                header = 16;
            } else if (size == 0) {
                size = end - at;
            }
            if (size < header) {
                return;
            }
            long inner = at + header;
            long last = Math.min(end, at + size);
            if (HOLDERS.contains(kind) && depth < DEPTH) {
                boxes(inner, last, depth + 1);
            } else if (kind.equals("meta") && depth < DEPTH) {
                // QuickTime has no version in front of what it holds.
                boxes(inner + (latin(source.at(inner, 8), 4, 4).equals("hdlr") ? 0 : 4), last, depth + 1);
            } else {
                box(kind, inner, last);
            }
            at += size;
        }
    }

    private void box(String kind, long at, long end) throws IOException {
        switch (kind) {
            case "mvhd" -> movie(source.at(at, 32));
            case "tkhd" -> track(source.at(at, 96));
            case "hdlr" -> handler(source.at(at, 12));
            case "stsd" -> codec(source.at(at, 64));
            default -> {
                String name = TAGS.get(kind);
                if (name != null && end - at > 4 && end - at < 64 * 1024) {
                    tag(name, source.at(at, (int) (end - at)));
                }
            }
        }
    }

    // Films of QuickTime say at the end of each track how its data are read, too.
    private void handler(byte[] box) {
        if (!latin(box, 4, 4).equals("dhlr")) {
            handler = latin(box, 8, 4);
        }
    }

    // QuickTime has a length and a language before the text.
    private void tag(String name, byte[] tag) {
        if (tag.length > 16 && latin(tag, 4, 4).equals("data")) {
            draft.put(name, new String(tag, 16, tag.length - 16, StandardCharsets.UTF_8));
        } else if (tag.length > 4 && big(tag, 0, 2) <= tag.length - 4) {
            draft.put(name, new String(tag, 4, (int) big(tag, 0, 2), StandardCharsets.UTF_8));
        }
    }

    private void movie(byte[] box) {
        boolean wide = box.length > 0 && box[0] == 1;
        long scale = big(box, wide ? 20 : 12, 4);
        long length = big(box, wide ? 24 : 16, wide ? 8 : 4);
        MediaReader.duration(draft, scale == 0 ? 0 : (double) length / scale);
        long made = big(box, 4, wide ? 8 : 4) - EPOCH;
        draft.put("xmp:CreateDate", made > 0 && made < 10_000_000_000L ? Instant.ofEpochSecond(made) : null);
    }

    private void track(byte[] box) {
        int at = box.length > 0 && box[0] == 1 ? 88 : 76;
        long width = big(box, at, 4) >> 16;
        long height = big(box, at + 4, 4) >> 16;
        if (width > 0 && height > 0) {
            draft.put("tiff:ImageWidth", width);
            draft.put("tiff:ImageLength", height);
        }
    }

    private void codec(byte[] box) {
        String codec = latin(box, 12, 4).strip();
        if (handler.equals("vide")) {
            draft.put("xmpDM:videoCompressor", codec);
        } else if (handler.equals("soun")) {
            draft.put("xmpDM:audioCompressor", codec);
            draft.put("xmpDM:audioChannels", big(box, 32, 2));
            draft.put("xmpDM:audioSampleRate", big(box, 40, 4) >> 16);
        }
    }
}
