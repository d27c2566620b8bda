package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts of gitops/components/monitoring, tried by Prometheus' own tool. */
class AlertsTest {
    private static final Path MONITORING = Tallyman.ROOT.resolve("gitops/components/monitoring");

    @TempDir
    Path temp;

    @Test
    void eachAlertFiresWhenItShouldAndNeverOtherwise() throws Exception {
        var promtool = promtool();
        var rules = temp.resolve("rules.yaml");
        Files.writeString(rules, groups());
        Files.copy(Path.of("src/test/resources/alerts.yaml"), temp.resolve("alerts.yaml"));

        assertTrue(Shell.run(promtool, "check", "rules", rules).contains("SUCCESS"));
        var said = Shell.run(promtool, "test", "rules", temp.resolve("alerts.yaml"));
        assertTrue(said.contains("SUCCESS"), said);
    }

    @Test
    void eachAlertSaysWhatToDoAndLinksToItsLine() throws Exception {
        var handbook = Files.readString(Tallyman.ROOT.resolve("docs/operations.md"));
        var alerts = groups().split("- alert: ", -1);
        assertTrue(alerts.length > 10, "few alerts: " + alerts.length);

        for (var alert : List.of(alerts).subList(1, alerts.length)) {
            var name = alert.lines().findFirst().orElseThrow();
            assertTrue(alert.contains("severity:"), alert);
            assertTrue(alert.contains("summary:") && alert.contains("description:"), alert);
            assertTrue(alert.contains("operations.md#" + name.toLowerCase(Locale.ROOT) + "\n"), alert);
            assertTrue(handbook.contains("\n#### " + name + "\n"), name + " has no line there");
        }
    }

    @Test
    void whatTheyAndTheDashboardReadIsThere() throws Exception {
        var names = new TreeSet<String>();
        var reads = groups() + Files.readString(MONITORING.resolve("dashboard.json"));
        Pattern.compile("tallyman_[a-z_]+?(?=(_sum|_count)?[^a-z_])")
                .matcher(reads)
                .results()
                .forEach(found -> names.add(found.group()));
        assertTrue(names.size() > 10, names::toString);
        try (var server = Server.start(temp.resolve("data"))) {
            var told = Set.copyOf(Arrays.asList(server.metrics().split("[^a-z_]+")));
            names.removeAll(told);
        }

        assertEquals(Set.of(), names, "not among the metrics");
    }

    /** The rules as Prometheus itself reads them, out of the operator's resource. */
    private static String groups() throws Exception {
        var text = Files.readString(MONITORING.resolve("rules.yaml"));
        var groups = text.replaceFirst("(?s).*\nspec:\n", "").replaceAll("(?m)^  ", "");
        assertFalse(groups.contains("kind:"), groups);
        return groups;
    }

    private static Path promtool() {
        var built = System.getenv()
                .getOrDefault("OFFLINE_CACHE", System.getProperty("user.home") + "/.cache/offline-kubernetes");
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream((path + ":" + built + "/bin").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    var missing = "no promtool: offline-cluster/build prometheus makes it";
                    System.out.println("SKIPPED the alerts' trial, " + missing);
                    return Assumptions.abort(missing);
                });
    }
}
