package dev.tallyman.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T14:32:16Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 KB",
        "412000, 412 KB",
        "999499, 999 KB",
        "999500, 1.00 MB",
        "4812334, 4.81 MB",
        "9994999, 9.99 MB",
        "9995000, 10.0 MB",
        "640000000, 640 MB",
        "153500000000, 153.5 GB",
        "250000000000, 250 GB",
        "9223372036854775807, 9.22 EB",
    })
    void aSizeHasThreeDigitsAndAUnit(long bytes, String text) {
        assertEquals(text, Words.size(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12 ms",
        "400, 0.4 s",
        "9949, 9.9 s",
        "9950, 10 s",
        "59600, 1 min 00 s",
        "125000, 2 min 05 s",
        "11040000, 3 h 04 min",
        "190800000, 2 d 5 h",
    })
    void aDurationHasTwoUnitsAtMost(long millis, String text) {
        assertEquals(text, Words.duration(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T14:32:16Z, just now",
        "2026-11-24T14:31:59Z, 17 s ago",
        "2026-11-24T14:12:31Z, 19 min ago",
        "2026-11-23T13:00:00Z, 1 day ago",
        "2026-11-22T13:00:00Z, 2 days ago",
        "2026-10-01T13:00:00Z, 1 Oct 2026",
        "2026-11-24T14:32:33Z, in 17 s",
        "2026-11-24T14:40:00Z, in 8 min",
        "2026-11-24T15:31:50Z, in 1 h",
        "2026-12-24T14:31:59Z, in 30 days",
    })
    void anAgeIsSaidInOneUnit(Instant at, String text) {
        assertEquals(text, Words.age(at, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "12394, 12408, 99.9 %",
        "12407999, 12408000, 99.9 %",
        "1, 1000000, 0.1 %",
        "1, 2, 50 %",
        "0, 7, 0 %",
        "7, 7, 100 %",
        "0, 0, –",
    })
    void aShareNeverRoundsToAllOrNothing(long part, long whole, String text) {
        assertEquals(text, Words.percent(part, whole));
    }

    @Test
    void timesAreUtcAndSaySo() {
        assertEquals("24 Nov 2026, 14:32:16 UTC", Words.dateTime(NOW));
        assertEquals("2026-11-24T14:32:16Z", Words.iso(NOW));
    }

    @Test
    void oneFileIsNotOneFiles() {
        assertEquals("1 file", Words.files(1));
        assertEquals("12,408 files", Words.files(12_408));
    }

    @Test
    void aLengthIsShort() {
        assertEquals("49.96%", Words.length(4_996, 10_000));
        assertEquals("50%", Words.length(1, 2));
        assertEquals("100%", Words.length(3, 2));
        assertEquals("0%", Words.length(0, 0));
    }
}
