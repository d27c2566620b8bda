package dev.tallyman.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a run says while it works: to the stream that whoever started it reads, and to its log on
 * the volume, which outlives the process.
 */
public final class ReportLog {
    private final PrintStream stream;
    private final InstantSource clock;
    private @Nullable Path file;

    ReportLog(PrintStream stream, InstantSource clock) {
        this.stream = stream;
        this.clock = clock;
    }

    /** Writes to this file as well from now on. */
    void alsoTo(Path log) {
        this.file = log;
    }

    void say(String text) {
        String line = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString().replace("Z", "") + "Z report  " + text;
        stream.println(line);
        if (file != null) {
            try {
                Files.write(
                        file,
                        (line + "\n").getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                // A full volume must not end a run for its log's sake; the stream has the line.
                file = null;
                stream.println("The run’s log cannot be written: " + e.getMessage());
            }
        }
    }
}
