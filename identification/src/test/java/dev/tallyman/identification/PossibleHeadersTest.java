package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a file declares of itself must be possible before it is believed. */
class PossibleHeadersTest {
    private static final Identifier IDENTIFIER = new Identifier();

    private static Identification of(String name, byte[] bytes) throws IOException {
        return IDENTIFIER.identify(name, Content.of(bytes));
    }

    private static void isTruly(String mime, String name, byte[] bytes) throws IOException {
        Identification found = of(name, bytes);
        assertEquals(mime, found.mime(), name);
        assertFalse(found.mismatch(), name);
    }

    @Test
    void frameHeadersOfMusicMustBePossibleAndFollowOneAnother() throws IOException {
        byte[] frame = new byte[417];
        System.arraycopy(new byte[] {-1, -5, (byte) 0x90, 0}, 0, frame, 0, 4);
        byte[] two = Arrays.copyOf(frame, 834);
        System.arraycopy(frame, 0, two, 417, 417);
        assertEquals("audio/mpeg", of("x", two).mime());
        two[417] = 0;
        assertEquals("application/octet-stream", of("x", two).mime());
        byte[] tag = "ID3\3\0\0\0\0\7\176".getBytes(ISO_8859_1);
        assertEquals("audio/mpeg", of("x", Arrays.copyOf(tag, 900)).mime());
    }

    @Test
    void pictureStreamsMakeAnOggAFilm() throws IOException {
        byte[] sound = page("\u0001vorbis" + "\0".repeat(23));
        byte[] skeleton = page("fishead\0" + "\0".repeat(56));
        byte[] film = page("BBCD\0" + "\0".repeat(20));
        byte[] all = new byte[skeleton.length + sound.length + film.length];
        System.arraycopy(skeleton, 0, all, 0, skeleton.length);
        System.arraycopy(sound, 0, all, skeleton.length, sound.length);
        System.arraycopy(film, 0, all, skeleton.length + sound.length, film.length);
        assertEquals(Category.VIDEO, of("x", all).category());
        assertEquals(
                Category.AUDIO,
                of("x", Arrays.copyOf(all, skeleton.length + sound.length)).category());
        assertEquals("Ogg Opus", of("x.ogg", page("OpusHead" + "\0".repeat(11))).format());
    }

    private static byte[] page(String packet) {
        String head = "OggS\0\2" + "\0".repeat(20) + "\1" + (char) packet.length();
        return (head + packet).getBytes(ISO_8859_1);
    }

    @Test
    void aPdfMayStandBehindSomethingElse() throws IOException {
        String pdf = "%PDF-1.6\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
        isTruly("application/pdf", "a.pdf", ("HTTP/1.1 200 OK\r\n\r\n" + pdf).getBytes(ISO_8859_1));
        isTruly("application/pdf", "a.pdf", "%!PS-Adobe-2.0 PDF-1.2\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(ISO_8859_1));
        assertEquals("1.6", of("a", ("junk\n" + pdf).getBytes(ISO_8859_1)).version());
    }

    @Test
    void anXmlTextIsWhatItsRootSays() throws IOException {
        isTruly("application/xml", "a.xml", "<?xml version=\"1.0\"?><head/>".getBytes(UTF_8));
        isTruly("application/xml", "a.xml", "<?xml version=\"1.0\"?><meta x=\"1\"/>".getBytes(UTF_8));
        isTruly("image/svg+xml", "a.svg", "<!-- hand made -->\n<svg/>".getBytes(UTF_8));
        assertEquals(
                "text/html",
                of("a", "<html><body></body></html>".getBytes(UTF_8)).mime());
    }
}
