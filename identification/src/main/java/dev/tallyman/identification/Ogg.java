package dev.tallyman.identification;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What streams an Ogg file begins with. Each has a first page of its own before any of their data,
 * and one stream of pictures makes it a film.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533">RFC 3533</a>
 */
final class Ogg {
    private static final int MOST_STREAMS = 64;
    private static final int BEGINS = 2;

    private static final Map<String, String> VIDEO = Map.of(
            "\u0080theora", "video/theora",
            "\u0080daala", "video/daala",
            "\u0001video", "video/x-ogm",
            "BBCD\0", "video/x-dirac",
            "UVS ", "video/x-ogguvs",
            "OVP80", "video/ogg");
    private static final Map<String, String> AUDIO = Map.of(
            "\u0001vorbis", "audio/vorbis",
            "OpusHead", "audio/opus",
            "Speex   ", "audio/speex",
            "\u007fFLAC", "audio/x-oggflac",
            "fLaC", "audio/x-oggflac",
            "PCM     ", "audio/x-oggpcm",
            "CELT    ", "audio/ogg",
            "\u0001audio", "audio/ogg");

    private Ogg() {}

    /** The type of the whole by its streams: of the first film, else of the first sound. */
    static String of(byte[] head) {
        String sound = null;
        int at = 0;
        for (int i = 0; i < MOST_STREAMS && at + 27 < head.length; i++) {
            int segments = head[at + 26] & 0xff;
            int packet = at + 27 + segments;
            if (head[at] != 'O' || head[at + 1] != 'g' || (head[at + 5] & BEGINS) == 0) {
                break;
            }
            String start = start(head, packet);
            String video = type(VIDEO, start);
            if (video != null) {
                return video;
            }
            sound = sound == null ? type(AUDIO, start) : sound;
            at = packet;
            for (int segment = 0; segment < segments && packet <= head.length; segment++) {
                at += head[packet - segments + segment] & 0xff;
            }
        }
        return sound == null ? "application/ogg" : sound;
    }

    private static @Nullable String type(Map<String, String> types, String start) {
        for (var one : types.entrySet()) {
            if (start.startsWith(one.getKey())) {
                return one.getValue();
            }
        }
        return null;
    }

    private static String start(byte[] head, int at) {
        int length = Math.clamp(head.length - at, 0, 8);
        return length == 0 ? "" : new String(head, at, length, StandardCharsets.ISO_8859_1);
    }
}
