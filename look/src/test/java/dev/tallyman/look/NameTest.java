package dev.tallyman.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tallyman.volume.disk.FilePath;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    private static String text(List<Name.Part> parts) {
        return parts.stream().map(Name.Part::text).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "north-transect.dwg, north-transe, ct.dwg",
        "a.txt, '', a.txt",
        ".profile, .pro, file",
        "Makefile, Make, file",
        "transect-14-wind-calm-altitude-40m-final-2.mp4, transect-14-wind-calm-altitude-4, 0m-final-2.mp4",
    })
    void aNameKeepsItsEnd(String name, String head, String tail) {
        Name parts = Name.of(name);

        assertEquals(head, text(parts.head()));
        assertEquals(tail, text(parts.tail()));
    }

    @Test
    void theFolderStandsApart() {
        Name name = Name.of("photos/2026/gull.heic");

        assertEquals("photos/2026/", text(name.folder()));
        assertEquals("photos/2026/gull.heic", name.plain());
        assertEquals("gull.heic", name.base());
    }

    @Test
    void aCutNeverSplitsWhatPeopleSeeAsOneCharacter() {
        String family = "👩‍👩‍👧‍👦";

        Name name = Name.of("aaaaaaaaaaaaaaaaaaaa" + family + "x.png");

        assertFalse(text(name.tail()).isEmpty());
        assertEquals("aaaaaaaaaaaaaaaaaaaa" + family + "x.png", text(name.head()) + text(name.tail()));
        assertEquals(text(name.tail()).contains("👩"), text(name.tail()).contains(family), text(name.tail()));
    }

    @Test
    void aRightToLeftNameIsCutBeforeItsEndingOnly() {
        Name name = Name.of("تقرير-المرفأ-2026.pdf");

        assertEquals(".pdf", text(name.tail()));
    }

    @Test
    void whatTurnsTheWritingAroundIsALabelledToken() {
        Name name = Name.of("invoice_\u202efdp.exe");

        assertEquals("invoice_[U+202E]fdp.exe", name.plain());
        assertEquals(
                new Name.Part("U+202E", "right-to-left override"),
                name.head().stream()
                        .filter(part -> part.title() != null)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void aByteThatIsNoTextSaysSo() {
        Name name = Name.of(FilePath.of(new byte[] {'S', 't', 'r', 'a', (byte) 0xdf, 'e'}));

        assertEquals("Stra[�]e", name.plain());
    }

    @ParameterizedTest
    @ValueSource(strings = {" a.txt", "a.txt ", "line\nbreak.txt", "tab\t.txt", "a\u200bb.txt"})
    void whatCannotBeSeenIsShown(String name) {
        Name parts = Name.of(name);

        assertFalse(parts.plain().chars().anyMatch(Character::isISOControl), parts.plain());
        assertEquals(1, parts.plain().chars().filter(c -> c == '[').count(), parts.plain());
    }

    @Test
    void spacesInsideAreLeftAlone() {
        assertEquals("RE: permit 117.eml", Name.of("RE: permit 117.eml").plain());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/hostile-names.csv", delimiter = '|', quoteCharacter = '\0')
    void noHostileNameBreaksALineOrTurnsIt(String encoded) {
        String plain = Name.of(FilePath.ofUrl(encoded)).plain();

        assertFalse(plain.codePoints().anyMatch(c -> Character.isISOControl(c) || Name.turns(c)), plain);
        assertEquals(1, plain.lines().count());
    }
}
