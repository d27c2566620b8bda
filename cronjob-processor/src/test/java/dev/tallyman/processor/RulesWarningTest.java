package dev.tallyman.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesWarningTest {
    @TempDir
    Path folder;

    @Test
    void rulesThatLockEverybodyOutAreWarnedOf() throws Exception {
        Stage stage = new Stage(folder);
        Path rules = Files.writeString(folder.resolve("r.yaml"), "access: {}\n");
        Stage.Ended locked = stage.run("rules", "--check", rules.toString());
        assertEquals(0, locked.exit());
        assertTrue(locked.err().contains("lock everybody out"), locked.err());
        Files.writeString(rules, "access: {groups: {finance: {\"invoices/\": admin}}}\n");
        assertTrue(
                stage.run("rules", "--check", rules.toString()).err().contains("nobody is admin of the whole intake"));
    }
}
