package dev.tallyman.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static Rules rules(String yaml) {
        return Rules.parse(yaml.getBytes(StandardCharsets.UTF_8), "rules.yaml", Habitat.MACHINE);
    }

    static Stream<Path> faults() throws IOException, URISyntaxException {
        URI folder =
                Objects.requireNonNull(RulesTest.class.getResource("refused")).toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList().stream();
        }
    }

    /** The first line of each fixture is the line of its fault and how the message goes on. */
    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsRefusedWithItsLineAndWhatIsAllowed(Path fixture) throws IOException {
        String expected = Files.readAllLines(fixture).getFirst().substring(2);
        RulesException refused =
                assertThrows(RulesException.class, () -> Rules.load(Optional.of(fixture), Habitat.MACHINE));
        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.startsWith(fixture + ":" + expected), () -> "expected :" + expected + "\n but was " + message);
    }

    @Test
    void anEmptyFileAndOneOfCommentsAreTheDefaultsUnderAnotherVersion() {
        for (String yaml : new String[] {"", "# nothing\n", "claims:\n  # attempts: 5\n"}) {
            Rules rules = rules(yaml);
            assertEquals(Rules.DEFAULT.claims(), rules.claims());
            assertEquals(Rules.DEFAULT.schedules(), rules.schedules());
            assertNotEquals(Rules.DEFAULT.version(), rules.version());
        }
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertEquals(new Rules.Claims(3, 100, 256_000_000), Rules.DEFAULT.claims());
        assertEquals(new Rules.Scheduling(Policy.FCFS, Duration.ofMinutes(10), Map.of()), Rules.DEFAULT.scheduling());
        assertEquals(10_000_000_000L, Rules.DEFAULT.uploads().limit());
        assertEquals(
                new Rules.Retention(
                        Duration.ofDays(30), 20, Duration.ofDays(30), 7, Duration.ofHours(24), Duration.ofDays(365)),
                Rules.DEFAULT.retention());
        assertEquals(Duration.ofMinutes(1), Rules.DEFAULT.parsers().time());
    }

    @Test
    void aKeyThatIsSetWinsAndItsNeighboursStayAtTheirDefaults() {
        Rules rules = rules("scheduling: {policy: round-robin}\nuploads: {limit: 2GiB, refuse: [.EXE]}");
        assertEquals(Policy.ROUND_ROBIN, rules.scheduling().policy());
        assertEquals(Duration.ofMinutes(10), rules.scheduling().ageing());
        assertEquals(2L << 30, rules.uploads().limit());
    }

    @Test
    void theVersionIsTheHashOfTheBytes() {
        assertEquals("e3b0c44298fc", rules("").version());
        assertEquals(
                rules("claims: {files: 5}").version(),
                rules("claims: {files: 5}").version());
    }

    @Test
    void theLongestFolderGivesTheRank() {
        Rules rules = rules("scheduling: {priorities: {a/: 1, a/b: 5, ä/: -3}}");
        assertEquals(1, rules.rank(FilePath.of("a/x")));
        assertEquals(5, rules.rank(FilePath.of("a/b/c/x")));
        assertEquals(1, rules.rank(FilePath.of("a/bc/x")));
        assertEquals(-3, rules.rank(FilePath.of("ä/x")));
        assertEquals(0, rules.rank(FilePath.of("a")));
        assertEquals(0, rules.rank(FilePath.of("b/a/x")));
    }

    @Test
    void anEndingWinsOverATypeWhenCategoriesAreOverridden() {
        Rules rules = rules("categories: {extensions: {trx: document}, types: {application/xml: code}}");
        assertEquals(Optional.of(Category.DOCUMENT), rules.categories().of("trx", "application/xml"));
        assertEquals(Optional.of(Category.CODE), rules.categories().of("x", "application/xml"));
        assertEquals(Optional.empty(), rules.categories().of("x", "text/plain"));
    }

    @Test
    void anUploadIsRefusedByEndingTypeOrGroupOfTypes() {
        Rules.Uploads uploads =
                rules("uploads: {refuse: [exe, application/x-foo, video/*]}").uploads();
        assertEquals(Optional.of("exe"), uploads.refusal("exe", null));
        assertEquals(Optional.of("application/x-foo"), uploads.refusal("", "application/x-foo"));
        assertEquals(Optional.of("video/*"), uploads.refusal("mp4", "video/mp4"));
        assertEquals(Optional.empty(), uploads.refusal("txt", "text/plain"));
    }

    @Test
    void onKubernetesSchedulesAreRefusedBecauseTheCronJobsHoldThem() {
        byte[] yaml = "schedules: {sweep: {cron: \"1 * * * *\"}}".getBytes(StandardCharsets.UTF_8);
        RulesException refused = assertThrows(RulesException.class, () -> Rules.parse(yaml, "r.yaml", Habitat.CLUSTER));
        assertEquals(
                "r.yaml:1: schedules is not allowed on Kubernetes; the CronJobs hold the schedules: set them there",
                refused.getMessage());
        assertEquals(Habitat.CLUSTER, Habitat.of(Map.of("TALLYMAN_POD", "x")));
        assertEquals(Habitat.MACHINE, Habitat.of(Map.of("TALLYMAN_POD", "")));
    }

    @Test
    void rulesThatNestWithoutEndAreRefusedLikeAnyOther() {
        byte[] yaml = ("claims: " + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        RulesException refused = assertThrows(RulesException.class, () -> Rules.parse(yaml, "r.yaml", Habitat.MACHINE));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("r.yaml:1: "), refused.getMessage());
    }

    @Test
    void aScheduleIsReadInItsZone() {
        Rules rules = rules("schedules: {report: {cron: \"30 6 * * *\", zone: Europe/Berlin}}");
        Schedule report = Objects.requireNonNull(rules.schedules().get(Run.Kind.REPORT));
        assertEquals(
                Optional.of(Instant.parse("2026-07-02T04:30:00Z")), report.next(Instant.parse("2026-07-01T05:00:00Z")));
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("none.yaml");
        RulesException refused =
                assertThrows(RulesException.class, () -> Rules.load(Optional.of(missing), Habitat.MACHINE));
        assertTrue(String.valueOf(refused.getMessage())
                .startsWith(missing + ": the rules cannot be read: there is no such file"));
    }

    private static List<String> shipped() throws IOException {
        return Files.readAllLines(Path.of("../gitops/base/rules.yaml"));
    }

    // "#key:" and "#  key:" are keys, "# words" are words.
    private static boolean isKey(String line) {
        return line.matches("#(\\S|  +).*");
    }

    @Test
    void theRulesInGitHoldEveryKeyCommentedWithItsDefault() throws IOException {
        assertTrue(shipped().stream().allMatch(line -> line.isEmpty() || line.startsWith("#")));
        String uncommented = shipped().stream()
                .filter(RulesTest::isKey)
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));
        Rules rules = Rules.parse(uncommented.getBytes(StandardCharsets.UTF_8), "rules", Habitat.CLUSTER);
        assertEquals(Rules.DEFAULT.scheduling(), rules.scheduling());
        assertEquals(Rules.DEFAULT.claims(), rules.claims());
        assertEquals(Rules.DEFAULT.workers(), rules.workers());
        assertEquals(Rules.DEFAULT.uploads(), rules.uploads());
        assertEquals(Rules.DEFAULT.categories(), rules.categories());
        assertEquals(Rules.DEFAULT.retention(), rules.retention());
        assertEquals(Rules.DEFAULT.report(), rules.report());
        assertEquals(Rules.DEFAULT.parsers(), rules.parsers());

        String defaults = new String(RulesReader.defaultText(), StandardCharsets.UTF_8);
        List<String> keys = defaults.replaceFirst("(?s)\nschedules:.*?\n\n", "\n")
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        assertEquals(
                keys.stream().map(RulesTest::bare).toList(),
                uncommented.lines().map(RulesTest::bare).toList(),
                "not one key may be missing");
    }

    private static String bare(String line) {
        return line.replaceFirst(" +#.*", "");
    }
}
