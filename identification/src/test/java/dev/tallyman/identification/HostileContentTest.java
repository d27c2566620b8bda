package dev.tallyman.identification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes: an answer, soon, in little memory. */
class HostileContentTest {
    private static final Identifier IDENTIFIER = new Identifier();

    private static Identification of(String name, byte[] bytes) throws IOException {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> IDENTIFIER.identify(name, Content.of(bytes)));
    }

    @Test
    void oneByteIsAnswered() throws IOException {
        for (int value = 0; value < 256; value++) {
            boolean text = (value >= ' ' && value < 0x7f) || "\t\n\f\r\b\033".indexOf(value) >= 0;
            assertEquals(
                    text ? "text/plain" : "application/octet-stream",
                    of("x.zip", new byte[] {(byte) value}).mime(),
                    "byte " + value);
        }
        assertEquals("text/plain", of("x", new byte[] {'a'}).mime());
        assertEquals("application/octet-stream", of("x", new byte[] {0}).mime());
    }

    @Test
    void aBillionLaughsAreNotLaughed() throws IOException {
        var bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (int i = 1; i < 10; i++) {
            String before = "&lol" + (i == 1 ? "" : i - 1) + ";";
            bomb.append("<!ENTITY lol%d \"%s\">".formatted(i, before.repeat(10)));
        }
        bomb.append("]><lolz a=\"&lol9;\">&lol9;</lolz>");
        assertEquals(
                "application/xml", of("x.xml", bomb.toString().getBytes(UTF_8)).mime());
    }

    @Test
    void externalEntitiesAreNotFetched() throws IOException {
        String xml = "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\""
                + " [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        assertEquals("application/xml", of("x.xml", xml.getBytes(UTF_8)).mime());
    }

    @Test
    void deepNestingIsAnswered() throws IOException {
        assertEquals(Category.TEXT, of("x", "[".repeat(60_000).getBytes(UTF_8)).category());
        String xml = "<?xml version=\"1.0\"?>" + "<a>".repeat(100_000);
        assertEquals(Category.DATA, of("x.xml", xml.getBytes(UTF_8)).category());
    }

    @Test
    void aTarThatDeclaresANegativeSizeIsATar() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("a.txt".getBytes(UTF_8), 0, tar, 0, 5);
        Arrays.fill(tar, 124, 136, (byte) 0xff);
        System.arraycopy("ustar\000".getBytes(UTF_8), 0, tar, 257, 6);
        assertEquals("application/x-tar", of("x.tar", tar).mime());
    }

    @Test
    void aTruncatedZipIsAnswered() throws IOException {
        byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3};
        assertEquals(Category.ARCHIVE, of("x.zip", zip).category());
        assertEquals(Category.ARCHIVE, of("x.docx", zip).category());
    }

    @Test
    void sizesThatLieAreNotAllocated() throws IOException {
        byte[] png = new byte[64];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, png, 0, 8);
        Arrays.fill(png, 8, 64, (byte) 0x7f);
        assertEquals("image/png", of("x.png", png).mime());
        byte[] elf = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, elf, 0, 7);
        Arrays.fill(elf, 16, 64, (byte) 0xff);
        assertEquals(Category.EXECUTABLE, of("x", elf).category());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 100, 4096, 65_535, 65_536, 65_537, 1_000_000})
    void noiseIsAnswered(int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        for (String name : new String[] {"x", "x.zip", "x.doc", "x.jpg", "x.txt", "x.xml"}) {
            assertEquals("application/octet-stream", of(name, noise).mime(), name);
        }
    }

    @Test
    void longLinesAndNewlinesAreQuick() throws IOException {
        byte[] lines = new byte[8 * 1024 * 1024];
        Arrays.fill(lines, (byte) '\n');
        assertEquals(Category.TEXT, of("x", lines).category());
        Arrays.fill(lines, (byte) 'a');
        assertEquals(Category.TEXT, of("x.json", lines).category());
        Arrays.fill(lines, (byte) '<');
        assertEquals(Category.TEXT, of("x.html.txt", lines).category());
    }

    @Test
    void strangeNamesAreAnswered() throws IOException {
        String[] names = {
            "a".repeat(255),
            "." + "b".repeat(254),
            "a.\n.py",
            "..",
            ".",
            "a.",
            "#!python",
            "%41.py",
            "http://x/y?z=1#f.pdf",
            "\u202Egnp.py",
            "\ud800.py",
            "a b.%",
            "x.\u0000"
        };
        for (String name : names) {
            boolean python = name.endsWith(".py");
            assertEquals(
                    python ? "text/x-python" : "text/plain",
                    of(name, "text\n".getBytes(UTF_8)).mime(),
                    name);
        }
    }
}
