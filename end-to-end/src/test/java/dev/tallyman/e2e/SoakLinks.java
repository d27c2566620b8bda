package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each thing that an intake does, a minute long, while links out of the volume take the places of
 * its folders and files; only {@code bench/soak} starts it.
 */
class SoakLinks {
    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("tallyman.soak.seconds", 60));

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void nothingOutsideIsReachedBy(LinkRace.Work work) throws Exception {
        try (var race = new LinkRace(temp)) {
            for (LinkRace.Place place : LinkRace.Place.values()) {
                Duration time = EACH.dividedBy(LinkRace.Place.values().length);
                assertEquals(List.of(), race.run(place, EnumSet.of(work), time));
            }
        }
    }
}
