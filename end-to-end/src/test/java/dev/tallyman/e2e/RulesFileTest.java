package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.rules.Habitat;
import dev.tallyman.rules.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The rules file that every intake on a cluster starts with. */
class RulesFileTest {
    private static final Path FILE = Tallyman.ROOT.resolve("gitops/base/rules.yaml");

    @Test
    void takenAtItsWordItSaysTheDefaults() throws Exception {
        var said = Files.readString(FILE).replaceAll("(?m)^#(?! )", "");
        var rules = Rules.parse(said.getBytes(UTF_8), "said", Habitat.CLUSTER);
        var standard = Rules.DEFAULT;

        assertEquals(standard.scheduling(), rules.scheduling());
        assertEquals(standard.claims(), rules.claims());
        assertEquals(standard.workers(), rules.workers());
        assertEquals(standard.uploads(), rules.uploads());
        assertEquals(standard.categories(), rules.categories());
        assertEquals(standard.retention(), rules.retention());
        assertEquals(standard.report(), rules.report());
        assertEquals(standard.parsers(), rules.parsers());
    }

    @Test
    void itNamesEachKeyThatThereIsOnAClusterAndChangesNone() throws Exception {
        var text = Files.readString(FILE);
        List<String> keys;
        try (var in = Rules.class.getResourceAsStream("default-rules.yaml")) {
            keys = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replaceFirst("(?s)schedules:.*?\n\n", "")
                    .lines()
                    .filter(line -> line.matches(" *[a-z]+:.*"))
                    .map(line -> line.replaceFirst(":.*", ":"))
                    .toList();
        }

        assertTrue(keys.size() > 15, keys::toString);
        for (var key : keys) {
            assertTrue(text.contains("\n#" + key), key);
        }
        assertEquals(
                List.of(), text.lines().filter(line -> !line.matches("(#.*)?")).toList());
    }
}
