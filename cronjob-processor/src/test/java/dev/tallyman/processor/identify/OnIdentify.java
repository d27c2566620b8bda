package dev.tallyman.processor.identify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests that run {@code identify} on files of a folder of their own and read what it prints. */
abstract class OnIdentify {
    @TempDir
    Path folder;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    int run(byte[] input, String... arguments) {
        out.reset();
        var command = new IdentifyCommand(
                new ByteArrayInputStream(input),
                out,
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
        return new CommandLine(command).execute(arguments);
    }

    List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
