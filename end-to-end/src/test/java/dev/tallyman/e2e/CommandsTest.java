package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands’ flags, variables and exit codes, as scripts hold on to them. */
class CommandsTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "serve", "sweep", "report", "housekeeping", "restore", "rules", "status", "identify"})
    void everyCommandHasHelpAndRefusesWhatItDoesNotKnow(String command) throws Exception {
        String help = Tallyman.run(command, "--help").ended(0).out();
        assertTrue(help.contains("Usage: tallyman " + command), help);

        Tallyman.run(command, "--no-such-flag").ended(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "sweep", "report", "housekeeping", "restore", "status"})
    void withoutADataFolderTheUsageIsWrong(String command) throws Exception {
        var wrong = Tallyman.run(Map.of("TALLYMAN_DATA", ""), command).ended(2);

        assertTrue(wrong.err().contains("--data"), wrong.err());
    }

    @Test
    void aVariableStandsForItsFlagAndTheFlagWins() throws Exception {
        Path data = temp.resolve("data");
        Path other = temp.resolve("other");
        var environment = Map.of("TALLYMAN_DATA", data.toString(), "TALLYMAN_JSON", "true");

        Tallyman.run(environment, "sweep").ended(0);
        Tallyman.run(environment, "sweep", "--data", other).ended(0);
        Tallyman.run(environment, "report").ended(0);
        Tallyman.run(environment, "report", "--data", other).ended(0);

        assertEquals(
                1,
                Shell.query(data, "SELECT id FROM v_run WHERE kind = 'sweep'").size());
        assertTrue(Files.exists(other.resolve("reports/latest/index.html")));
        assertEquals(
                0, Json.number(Json.object(Tallyman.run(environment, "status").out()), "files"));
        for (var wrong : List.of(
                Map.of("TALLYMAN_WORKERS", "many"),
                Map.of("TALLYMAN_POLICY", "luck"),
                Map.of("TALLYMAN_NO_WAIT", "perhaps"))) {
            Tallyman.run(wrong, "sweep", "--data", data).ended(2);
        }
        Tallyman.run(Map.of("TALLYMAN_FORCE", "perhaps"), "report", "--data", data)
                .ended(2);
        Tallyman.run(Map.of("TALLYMAN_PORT", "many"), "serve", "--data", data).ended(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "sweep", "report", "housekeeping", "restore"})
    void rulesThatCannotBeUsedAreExit2WithTheLineAndWhatIsAllowed(String command) throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Path rules = Files.writeString(temp.resolve("rules.yaml"), "scheduling:\n  policy: luck\n");

        var outcome = command.equals("restore")
                ? Tallyman.run("rules", "--check", rules)
                : Tallyman.run(command, "--data", data, "--rules", rules);

        outcome.ended(2);
        assertTrue(outcome.err().contains("rules.yaml"), outcome.err());
        assertTrue(outcome.err().contains("2"), outcome.err());
        assertTrue(outcome.err().contains("round-robin"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }

    @Test
    void whileAnotherSweepDiscoversNoWaitIsExit4AndWithoutItTheWorkIsShared() throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Path lockFile = data.resolve("index/discovery.lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            var lock = channel.lock(); // as a sweep holds it that discovers
            var second = Tallyman.run("sweep", "--data", data, "--no-wait").ended(4);
            assertTrue(second.err().contains("Another sweep"), second.err());

            try (var third = Tallyman.start("sweep", "--data", data)) {
                Await.that("it works along", () -> third.said().err().contains("claiming along"));
                lock.release();
                third.end().ended(0);
            }
        }
        Tallyman.run("sweep", "--data", data, "--no-wait").ended(0);
    }

    @Test
    void whereNothingChangedTheReportIsKeptUnlessForced() throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Tallyman.report(data);
        Path latest = data.resolve("reports/latest").toRealPath();

        var kept = Tallyman.report(data);

        assertTrue((kept.out() + kept.err()).contains("changed"), kept.err());
        assertEquals(latest, data.resolve("reports/latest").toRealPath());
        Tallyman.run("report", "--data", data, "--force").ended(0);
        assertFalse(latest.equals(data.resolve("reports/latest").toRealPath()));
    }

    @Test
    void ctrlCIs130AndHandsTheWorkBack() throws Exception {
        Path data = temp.resolve("data");
        Tallyman.sweep(data);
        Path slow = Disk.sparse(data.resolve("files/slow.bin").toAbsolutePath(), Disk.LONG);
        try (var sweep = Tallyman.start("sweep", "--data", data)) {
            Await.that("the file is being read", () -> Disk.isOpen(sweep.pid(), slow));
            Shell.run("kill", "-INT", sweep.pid());
            sweep.end().ended(130);
        }
        assertEquals(List.of("received|0"), Shell.query(data, "SELECT state, attempts FROM v_file"));
    }
}
