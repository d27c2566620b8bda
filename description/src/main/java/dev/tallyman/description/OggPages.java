package dev.tallyman.description;

import static dev.tallyman.description.MediaReader.latin;
import static dev.tallyman.description.reading.Bytes.big;
import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Source;
import java.io.IOException;

/** Ogg: its first pages say what it is, its last how long. https://www.rfc-editor.org/rfc/rfc3533 */
final class OggPages {
    private static final int HEAD = 64 * 1024;

    private OggPages() {}

    static void read(Source source, Draft draft) throws IOException {
        byte[] head = source.at(0, (int) Math.min(HEAD, source.size()));
        long rate = 0;
        long skip = 0;
        for (int at = 0; at + 40 < head.length; at++) {
            String mark = latin(head, at, 8);
            if (mark.startsWith("\001vorbis")) {
                rate = little(head, at + 12, 4);
                audio(draft, "Vorbis", head[at + 11], rate);
                long bits = little(head, at + 20, 4);
                draft.put("audio:bitRate", bits > 0 && bits < 10_000_000 ? bits : null);
            } else if (mark.equals("OpusHead")) {
                rate = 48_000;
                skip = little(head, at + 10, 2);
                audio(draft, "Opus", head[at + 9], rate);
            } else if (mark.equals("\200theora\3") || mark.startsWith("\200theora")) {
                draft.put("xmpDM:videoCompressor", "Theora");
                draft.put("tiff:ImageWidth", big(head, at + 14, 3));
                draft.put("tiff:ImageLength", big(head, at + 17, 3));
            } else if (mark.startsWith("\003vorbis")) {
                MediaReader.comments(head, at + 7, draft);
            } else if (mark.equals("OpusTags")) {
                MediaReader.comments(head, at + 8, draft);
            } else if (mark.startsWith("\177FLAC")) {
                MediaReader.flac(source, at + 13, draft);
            }
        }
        if (rate > 0) {
            MediaReader.duration(draft, (double) (last(source) - skip) / rate);
        }
    }

    private static void audio(Draft draft, String codec, long channels, long rate) {
        draft.put("xmpDM:audioCompressor", codec);
        draft.put("xmpDM:audioChannels", channels);
        draft.put("xmpDM:audioSampleRate", rate);
    }

    private static long last(Source source) throws IOException {
        long from = Math.max(0, source.size() - HEAD);
        byte[] tail = source.at(from, (int) (source.size() - from));
        long most = 0;
        for (int at = 0; at + 14 < tail.length; at++) {
            if (tail[at] == 'O' && latin(tail, at, 4).equals("OggS")) {
                long position = little(tail, at + 6, 8);
                most = position > 0 ? position : most;
            }
        }
        return most;
    }
}
