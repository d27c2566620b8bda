package dev.tallyman.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Description;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Truncated and lying files of every family: an answer, within the budget and the memory that the build gives this
 * test.
 */
class HostileContentsTest {
    private static final Rules.Describe LIMITS = Rules.DEFAULT.parsers().describe();
    private static final Describer DESCRIBER = new Describer(new Identifier(), LIMITS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 60;

    /** Whose end, or whose list, is behind the middle: cut there, nobody can take them for whole. */
    private static final Set<String> SAY_WHEN_CUT = Set.of(
            "image/png",
            "application/zip",
            "application/gzip",
            "application/x-7z-compressed",
            "application/x-iso9660-image");

    static Stream<Map.Entry<String, byte[]>> families() throws IOException {
        return Samples.all().entrySet().stream();
    }

    private static Description describe(String type, byte[] bytes) throws IOException {
        try {
            Description found = DESCRIBER.describe("file", Content.of(bytes), type);
            if (Thumbnailer.reads(type)) {
                picture(type, bytes);
            }
            return found;
        } catch (OutOfMemoryError e) {
            throw new AssertionError(type + " took all of the memory", e);
        }
    }

    private static void picture(String type, byte[] bytes) {
        try {
            new Thumbnailer(LIMITS).make(Content.of(bytes), type, 1, (_, jpeg) -> assertTrue(jpeg.length > 0));
        } catch (IOException | RuntimeException e) {
            // as a sweep takes it: there is none
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aRightFileIsDescribedWhole(Map.Entry<String, byte[]> family) throws IOException {
        Description found = describe(family.getKey(), family.getValue());
        assertEquals(null, found.incomplete(), family.getKey());
        assertTrue(!found.metadata().isEmpty() || !found.members().isEmpty() || found.text() != null, family.getKey());
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFileThatIsCutOffHasAnAnswer(Map.Entry<String, byte[]> family) {
        byte[] whole = family.getValue();
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int n = 0; n < TRIES; n++) {
                int length = n * whole.length / TRIES;
                assertNotNull(describe(family.getKey(), Arrays.copyOf(whole, length)));
            }
            if (SAY_WHEN_CUT.contains(family.getKey())) {
                Description half = describe(family.getKey(), Arrays.copyOf(whole, whole.length / 2));
                assertNotNull(half.incomplete(), family.getKey() + " is cut and nothing says so");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFileThatLiesHasAnAnswer(Map.Entry<String, byte[]> family) {
        Random random = new Random(20);
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int n = 0; n < TRIES; n++) {
                byte[] bytes = family.getValue().clone();
                for (int lie = random.nextInt(1, 5); lie > 0; lie--) {
                    int at = random.nextInt(Math.min(bytes.length, n % 2 == 0 ? 1024 : bytes.length));
                    switch (random.nextInt(3)) {
                        case 0 -> bytes[at] = (byte) random.nextInt();
                        case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
                        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0x7f);
                    }
                }
                assertNotNull(describe(family.getKey(), bytes));
            }
        });
    }

    @Test
    void aLargeMailOfPartsWithinPartsIsNotCopiedForEachOfThem() throws IOException {
        StringBuilder head = new StringBuilder("Subject: deep\r\n");
        for (int depth = 0; depth < 8; depth++) {
            head.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("\r\n\r\n--b")
                    .append(depth)
                    .append("\r\n");
        }
        head.append("Content-Disposition: attachment; filename=big.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        byte[] mail = Arrays.copyOf(head.toString().getBytes(StandardCharsets.ISO_8859_1), head.length() + (20 << 20));
        Arrays.fill(mail, head.length(), mail.length, (byte) 'A');
        Description found = describe("message/rfc822", mail);
        assertEquals("big.bin", found.members().getFirst().name());
        long size = Objects.requireNonNull(found.members().getFirst().size());
        assertTrue(Math.abs((mail.length - head.length()) / 4 * 3L - size) <= 3, "it has " + size + " bytes");
    }

    static Stream<Arguments> depths() {
        int most = 1 << 20;
        String xml = "<w:p xmlns:w='w'>".repeat(most / 16);
        String laughs = "<!DOCTYPE p [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><p>" + "&c;".repeat(10_000) + "</p>";
        return Stream.of(
                Arguments.of("application/rtf", "{\\rtf1 " + "{".repeat(most) + " deep"),
                Arguments.of("application/rtf", "{\\rtf1 " + "\\bin2147483647 x\\u-1\\uc99999".repeat(10_000)),
                Arguments.of("application/rtf", "{\\rtf1{\\info{\\title " + "{x".repeat(most)),
                Arguments.of("text/html", "<div>".repeat(most / 4) + "deep"),
                Arguments.of("image/svg+xml", xml),
                Arguments.of("application/xml", laughs),
                Arguments.of("application/json", "[".repeat(most)),
                Arguments.of(
                        "application/pdf",
                        "%PDF-1.4\n1 0 obj " + "[".repeat(most) + " endobj\ntrailer <</Root 1 0 R>>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("depths")
    void whatIsNestedWithoutEndHasAnAnswer(String type, String text) {
        assertTimeoutPreemptively(
                PATIENCE, () -> assertNotNull(describe(type, text.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"word/document.xml", "docProps/core.xml", "word/_rels/document.xml.rels"})
    void anXmlBombInADocumentIsNotUnpacked(String part) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (Arguments bomb : depths().toList()) {
                String xml = String.valueOf(bomb.get()[1]);
                if (xml.startsWith("<")) {
                    assertNotNull(describe(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            Samples.zip(part, xml)));
                }
            }
        });
    }

    @Test
    void aPictureThatSaysItIsVastIsToldAndNotMadeSmall() throws IOException {
        for (String format : new String[] {"png", "bmp", "tiff"}) {
            byte[] bytes = HostileSamples.vast(format);
            Description found = describe("image/" + format, bytes);
            if (!format.equals("tiff")) {
                assertEquals(60_000L, found.metadata().get("tiff:ImageWidth"), format);
            }
            boolean made = false;
            try {
                made = new Thumbnailer(LIMITS)
                        .make(Content.of(bytes), "image/" + format, 1, (_, jpeg) -> assertTrue(jpeg.length < 0));
            } catch (IOException e) {
                assertNotNull(e.getMessage());
            }
            assertEquals(false, made, format);
        }
    }

    @Test
    void aHeaderWithoutAnEndCostsNoMoreThanItsLength() {
        byte[] mail = "Subject: x\n y\n".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
        byte[] lines = ("Subject: x\n" + " y\n".repeat(7 << 20)).getBytes(StandardCharsets.ISO_8859_1);
        assertTimeoutPreemptively(PATIENCE, () -> {
            assertEquals(
                    "x y",
                    String.valueOf(describe("message/rfc822", lines).metadata().get("dc:subject"))
                            .substring(0, 3));
            assertNotNull(describe("message/rfc822", mail));
        });
    }

    @Test
    void anArchiveOfManyFilesCostsWhatItHolds() throws IOException {
        byte[] archive = HostileSamples.zip(3_000, 2_000);
        Rules.Describe budget = new Rules.Describe(
                true, true, true, true, Duration.ofSeconds(60), 32 << 20, 1_000_000, 1_000, 3_000, 0);
        Description found =
                new Describer(new Identifier(), budget).describe("file", Content.of(archive), "application/zip");
        assertEquals(null, found.incomplete());
        assertEquals(3_000, found.members().size());
    }

    @Test
    void aDangerIsFoundWhereTheBudgetIsSpent() throws IOException {
        byte[] key = Arrays.copyOf("-----BEGIN PRIVATE KEY-----\n".getBytes(StandardCharsets.ISO_8859_1), 100_000);
        Arrays.fill(key, 30, key.length, (byte) 'x');
        Rules.Describe none =
                new Rules.Describe(true, true, true, true, Duration.ofSeconds(60), 70_000, 1_000_000, 1_000, 3_000, 0);
        Description found = new Describer(new Identifier(), none).describe("file", Content.of(key), "text/plain");
        assertNotNull(found.incomplete());
        assertTrue(found.dangers().contains(Risk.SECRET), found.toString());
    }

    @Test
    void aBombCostsItsBudgetAndIsSaidToBeOne() throws IOException {
        byte[] bomb = HostileSamples.zeros(40);
        Description found = describe("application/gzip", bomb);
        assertTrue(found.dangers().contains(Risk.BOMB), found.toString());

        Rules.Describe small =
                new Rules.Describe(true, true, true, true, Duration.ofSeconds(10), 4 << 20, 1_000_000, 1_000, 100, 0);
        Description cut = new Describer(new Identifier(), small).describe("file", Content.of(bomb), "application/gzip");
        assertTrue(String.valueOf(cut.incomplete()).contains("MB"), cut.toString());
    }
}
