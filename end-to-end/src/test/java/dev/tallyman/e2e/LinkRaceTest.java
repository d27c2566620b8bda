package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some seconds of what {@link SoakLinks} does for minutes. */
class LinkRaceTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void nothingReachesThroughALinkThatTakesItsPlace(LinkRace.Place place) throws Exception {
        try (var race = new LinkRace(temp)) {
            var all = EnumSet.allOf(LinkRace.Work.class);

            assertEquals(List.of(), race.run(place, all, Duration.ofSeconds(5)));
        }
    }
}
