package dev.tallyman.description;

import static dev.tallyman.description.reading.Bytes.big;
import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sound and film: how long, how wide, which codecs, which tags. Own bounded reads of the heads. */
final class MediaReader implements Reader {
    private static final Map<Integer, String> WAV =
            Map.of(1, "PCM", 3, "PCM float", 6, "A-law", 7, "µ-law", 0x55, "MP3", 0xfffe, "PCM");

    private static final int INFO = 64 * 1024;

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        byte[] head = source.at(0, 64);
        String magic = latin(head, 0, 4);
        if (latin(head, 4, 4).equals("ftyp") || latin(head, 4, 4).equals("moov")) {
            new MediaBoxes(source, draft).read();
        } else if (magic.equals("RIFF") && latin(head, 8, 4).equals("WAVE")) {
            wav(source, draft);
        } else if (magic.equals("RIFF") && latin(head, 8, 4).equals("AVI ")) {
            avi(source, draft);
        } else if (magic.equals("fLaC")) {
            flac(source, 4, draft);
        } else if (magic.equals("OggS")) {
            OggPages.read(source, draft);
        } else if (big(head, 0, 4) == 0x1a45dfa3L) {
            new Matroska(source, draft).read();
        } else if (magic.equals("FORM") || magic.equals(".snd")) {
            PlainSound.read(source, draft);
        } else if (type.equals("audio/mpeg")) {
            MpegFrames.read(source, draft); // any bytes may look like frames
        }
    }

    private static void wav(Source source, Draft draft) throws IOException {
        long rate = 0;
        for (long at = 12; at + 8 <= source.size(); ) {
            byte[] chunk = source.at(at, 8);
            long length = little(chunk, 4, 4);
            switch (latin(chunk, 0, 4)) {
                case "fmt " -> {
                    byte[] format = source.at(at + 8, 16);
                    rate = little(format, 8, 4);
                    draft.put("xmpDM:audioCompressor", WAV.get((int) little(format, 0, 2)));
                    draft.put("xmpDM:audioChannels", little(format, 2, 2));
                    draft.put("xmpDM:audioSampleRate", little(format, 4, 4));
                    draft.put("audio:bitsPerSample", little(format, 14, 2));
                    draft.put("audio:bitRate", rate * 8);
                }
                case "data" -> {
                    long bytes = Math.min(length, source.size() - at - 8);
                    duration(draft, rate == 0 ? 0 : (double) bytes / rate);
                    if (length > bytes && length != 0xffffffffL) {
                        draft.incomplete("It is cut off.");
                    }
                }
                case "LIST" -> info(source.at(at + 8, (int) Math.min(length, INFO)), draft);
                default -> {}
            }
            at += 8 + length + (length & 1);
        }
    }

    private static final Map<String, String> INFOS =
            Map.of("INAM", "dc:title", "IART", "xmpDM:artist", "ICMT", "dc:description", "ICOP", "dc:rights");

    // As many say UTF-8 there as say nothing.
    private static void info(byte[] list, Draft draft) {
        for (long at = 4; latin(list, 0, 4).equals("INFO") && at + 8 < list.length; ) {
            String name = INFOS.get(latin(list, (int) at, 4));
            long length = little(list, (int) at + 4, 4);
            if (name != null && at + 8 + length <= list.length) {
                draft.put(name, new String(list, (int) at + 8, (int) length, StandardCharsets.UTF_8));
            }
            at += 8 + length + (length & 1);
        }
    }

    private static void avi(Source source, Draft draft) throws IOException {
        byte[] head = source.at(0, 4096);
        for (int at = 12; at + 64 < head.length; at++) {
            if (latin(head, at, 4).equals("avih")) {
                long micros = little(head, at + 8, 4);
                long frames = little(head, at + 24, 4);
                draft.put("tiff:ImageWidth", little(head, at + 40, 4));
                draft.put("tiff:ImageLength", little(head, at + 44, 4));
                duration(draft, micros * (double) frames / 1e6);
                draft.put("xmpDM:videoFrameRate", micros == 0 ? null : Math.round(1e9 / micros) / 1000.0);
            } else if (latin(head, at, 4).equals("strh")
                    && latin(head, at + 8, 4).equals("vids")) {
                draft.put("xmpDM:videoCompressor", latin(head, at + 12, 4));
            } else if (latin(head, at, 4).equals("INFO")) {
                info(java.util.Arrays.copyOfRange(head, at, head.length), draft);
            }
        }
    }

    static void flac(Source source, long at, Draft draft) throws IOException {
        boolean last = false;
        while (!last) {
            byte[] block = source.at(at, 4);
            if (block.length < 4) {
                return;
            }
            last = (block[0] & 0x80) != 0;
            int kind = block[0] & 0x7f;
            int length = (int) big(block, 1, 3);
            if (kind == 0) {
                byte[] info = source.at(at + 4, 34);
                long packed = big(info, 10, 8);
                long rate = packed >>> 44;
                draft.put("xmpDM:audioCompressor", "FLAC");
                draft.put("xmpDM:audioSampleRate", rate);
                draft.put("xmpDM:audioChannels", (packed >>> 41 & 7) + 1);
                draft.put("audio:bitsPerSample", (packed >>> 36 & 31) + 1);
                duration(draft, rate == 0 ? 0 : (double) (packed & 0xfffffffffL) / rate);
            } else if (kind == 4 && length < 1 << 20) {
                comments(source.at(at + 4, length), 0, draft);
            }
            at += 4 + length;
        }
    }

    private static final Map<String, String> COMMENTS = Map.of(
            "TITLE", "dc:title",
            "ARTIST", "xmpDM:artist",
            "ALBUM", "xmpDM:album",
            "GENRE", "xmpDM:genre",
            "DATE", "xmpDM:releaseDate",
            "TRACKNUMBER", "xmpDM:trackNumber",
            "COMPOSER", "xmpDM:composer",
            "COPYRIGHT", "dc:rights",
            "COMMENT", "dc:description",
            "ENCODER", "xmp:CreatorTool");

    /** Vorbis comments. https://xiph.org/vorbis/doc/v-comment.html */
    static void comments(byte[] bytes, int at, Draft draft) {
        long vendor = little(bytes, at, 4);
        long next = at + 4 + vendor;
        if (next + 4 > bytes.length) {
            return;
        }
        long count = little(bytes, (int) next, 4);
        next += 4;
        for (long i = 0; i < count && next + 4 <= bytes.length; i++) {
            long length = little(bytes, (int) next, 4);
            next += 4;
            if (next + length > bytes.length) {
                return;
            }
            String pair = new String(bytes, (int) next, (int) length, StandardCharsets.UTF_8);
            int equals = pair.indexOf('=');
            String name =
                    equals < 0 ? null : COMMENTS.get(pair.substring(0, equals).toUpperCase(java.util.Locale.ROOT));
            if (name != null) {
                draft.put(name, pair.substring(equals + 1));
            }
            next += length;
        }
    }

    static void duration(Draft draft, double seconds) {
        if (seconds > 0 && seconds < 1e8) {
            draft.put("xmpDM:duration", Math.round(seconds * 1000) / 1000.0);
        }
    }

    static String latin(byte[] bytes, int at, int length) {
        return at >= bytes.length
                ? ""
                : new String(bytes, at, Math.min(length, bytes.length - at), StandardCharsets.ISO_8859_1);
    }
}
