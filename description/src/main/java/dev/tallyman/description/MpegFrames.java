package dev.tallyman.description;

import static dev.tallyman.description.MediaReader.latin;
import static dev.tallyman.description.reading.Bytes.big;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** MP3: its first frame and its ID3 tags. https://id3.org/id3v2.4.0-structure */
final class MpegFrames {
    private static final int SEARCHED = 64 * 1024;
    private static final int[] KBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    private static final int[] RATES = {44_100, 48_000, 32_000, 0};

    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("TIT2", "dc:title"),
            Map.entry("TT2", "dc:title"),
            Map.entry("TPE1", "xmpDM:artist"),
            Map.entry("TP1", "xmpDM:artist"),
            Map.entry("TALB", "xmpDM:album"),
            Map.entry("TAL", "xmpDM:album"),
            Map.entry("TCON", "xmpDM:genre"),
            Map.entry("TYER", "xmpDM:releaseDate"),
            Map.entry("TDRC", "xmpDM:releaseDate"),
            Map.entry("TRCK", "xmpDM:trackNumber"),
            Map.entry("TCOM", "xmpDM:composer"),
            Map.entry("TCOP", "dc:rights"),
            Map.entry("TSSE", "xmp:CreatorTool"));

    private MpegFrames() {}

    static void read(Source source, Draft draft) throws IOException {
        byte[] head = source.at(0, 10);
        long audio = 0;
        if (latin(head, 0, 3).equals("ID3")) {
            audio = 10 + safe(head, 6);
            tags(source, head[3], audio, draft);
        }
        byte[] part = source.at(audio, SEARCHED);
        for (int at = 0; at + 4 < part.length; at++) {
            if ((part[at] & 0xff) == 0xff
                    && (part[at + 1] & 0xe6) == 0xe2
                    && frame(source, audio + at, part, at, draft)) {
                return;
            }
        }
    }

    private static boolean frame(Source source, long position, byte[] part, int at, Draft draft) {
        int version = part[at + 1] >> 3 & 3;
        int rate = RATES[part[at + 2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int kbits = (version == 3 ? KBITS_1 : KBITS_2)[part[at + 2] >> 4 & 15];
        if (version == 1 || rate == 0 || kbits == 0) {
            return false;
        }
        boolean mono = (part[at + 3] >> 6 & 3) == 3;
        int samples = version == 3 ? 1152 : 576;
        draft.put("xmpDM:audioCompressor", "MP3");
        draft.put("xmpDM:audioSampleRate", rate);
        draft.put("xmpDM:audioChannels", mono ? 1 : 2);
        int xing = at + 4 + (version == 3 ? mono ? 17 : 32 : mono ? 9 : 17);
        long bytes = source.size() - position;
        if (latin(part, xing, 4).equals("Xing") || latin(part, xing, 4).equals("Info")) {
            long frames = (big(part, xing + 4, 4) & 1) != 0 ? big(part, xing + 8, 4) : 0;
            double seconds = (double) frames * samples / rate;
            MediaReader.duration(draft, seconds);
            draft.put("audio:bitRate", seconds > 0 ? Math.round(bytes * 8 / seconds) : null);
        } else {
            draft.put("audio:bitRate", kbits * 1000L);
            MediaReader.duration(draft, bytes * 8.0 / (kbits * 1000.0));
        }
        return true;
    }

    private static void tags(Source source, int version, long end, Draft draft) throws IOException {
        int header = version == 2 ? 6 : 10;
        for (long at = 10; at + header < end; ) {
            byte[] frame = source.at(at, header);
            String name = latin(frame, 0, version == 2 ? 3 : 4);
            long length = version == 2 ? big(frame, 3, 3) : version == 4 ? safe(frame, 4) : big(frame, 4, 4);
            if (length <= 0 || !name.matches("[A-Z0-9]{3,4}")) {
                return;
            }
            String wanted = TAGS.get(name);
            if (wanted != null && length < 64 * 1024) {
                byte[] text = source.at(at + header, (int) length);
                draft.put(
                        wanted,
                        text.length < 1
                                ? null
                                : new String(text, 1, text.length - 1, charset(text[0])).replace("\0", " "));
            }
            at += header + length;
        }
    }

    private static Charset charset(int code) {
        return switch (code) {
            case 1 -> StandardCharsets.UTF_16;
            case 2 -> StandardCharsets.UTF_16BE;
            case 3 -> StandardCharsets.UTF_8;
            default -> StandardCharsets.ISO_8859_1;
        };
    }

    // Seven bits of each byte.
    private static long safe(byte[] bytes, int at) {
        long value = 0;
        for (int i = at; i < Math.min(at + 4, bytes.length); i++) {
            value = (value << 7) | (bytes[i] & 0x7f);
        }
        return value;
    }
}
