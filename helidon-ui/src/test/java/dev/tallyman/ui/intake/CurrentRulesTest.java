package dev.tallyman.ui.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.rules.Habitat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentRulesTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsEmptiedBeforeItIsWrittenAgainIsNotBelievedEmpty() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.yaml"), "claims: {attempts: 5}\n");
        var rules = new CurrentRules(
                file, Habitat.MACHINE, folder.resolve("kept"), () -> write(file, "claims: {attempts: many}\n"));

        Files.writeString(file, "");
        rules.refresh();

        assertEquals(5, rules.get().claims().attempts());
        assertEquals(Optional.of(true), rules.fault().map(fault -> fault.contains("“many”")));
    }

    @Test
    void aFileThatStaysEmptyIsTheDefaults() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.yaml"), "claims: {attempts: 5}\n");
        var rules = new CurrentRules(file, Habitat.MACHINE, folder.resolve("kept"), () -> {});

        Files.writeString(file, "");
        rules.refresh();

        assertEquals(3, rules.get().claims().attempts());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
