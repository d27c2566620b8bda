package dev.tallyman.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a run says: to standard error, and to its file on the volume, which outlives the process.
 * One line each: time, who, two spaces, what. On a terminal only what people wait for, over a line
 * of progress.
 */
public final class ProgramLog implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    // Of a megabyte, the rest of which is for what everybody should read.
    private static final long DETAILS = 900_000;
    private static final String CLEAR = "\r\033[K";

    private final PrintStream err;
    private final InstantSource clock;
    private final boolean terminal;
    private @Nullable OutputStream file;
    private long detailed;
    private boolean progressShown;

    public ProgramLog(PrintStream err, InstantSource clock, boolean terminal) {
        this.err = err;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** Writes to this file as well from now on. */
    public synchronized void alsoTo(Path path) {
        try {
            // Opening a pipe would wait for its reader.
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(path + " is there and is no file");
            }
            detailed = Files.exists(path) ? Files.size(path) : 0;
            file = new FileOutputStream(path.toFile(), true);
        } catch (IOException e) {
            say("log", "This log cannot be written to the volume: " + e.getMessage());
        }
    }

    /** A line for everybody. */
    public synchronized void say(String who, String what) {
        String line = line(who, what);
        clear();
        err.println(line);
        toFile(line);
    }

    /** A fault of ours, with where it happened. */
    public synchronized void trace(String who, String what, Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(line -> note(who, line));
        say(who, what + ": " + fault);
    }

    /** A line for those who read logs; a terminal shows progress instead. */
    public synchronized void note(String who, String what) {
        String line = line(who, what);
        if (!terminal) {
            err.println(line);
        }
        toFile(line);
    }

    /** A line for who looks for one file: only in the file on the volume, which holds so much of them. */
    public synchronized void detail(String who, String what) {
        if (file == null || detailed > DETAILS) {
            return;
        }
        String line = line(who, what);
        detailed += line.length() + 1;
        toFile(detailed > DETAILS ? line(who, "From here on without details: this log has enough of them") : line);
    }

    /** A fault of this program with its stack trace, a line for each of its own. */
    public synchronized void fault(String who, String what, Throwable fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        say(who, what);
        trace.toString().lines().forEach(line -> say(who, line.replace("\t", "    ")));
    }

    /** How far it is: a line that is written over on a terminal. */
    public synchronized void progress(String who, String what) {
        if (!terminal) {
            note(who, what);
            return;
        }
        err.print(CLEAR + TerminalText.text(what));
        err.flush();
        progressShown = true;
    }

    public boolean onTerminal() {
        return terminal;
    }

    private void clear() {
        if (progressShown) {
            err.print(CLEAR);
            progressShown = false;
        }
    }

    private String line(String who, String what) {
        return TIME.format(clock.instant()) + " " + who + "  " + TerminalText.text(what);
    }

    private void toFile(String line) {
        if (file == null) {
            return;
        }
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A full volume must not end a run for its log's sake; standard error has the line.
            err.println(line("log", "The volume takes no more of this log: " + e.getMessage()));
            close();
        }
    }

    @Override
    public synchronized void close() {
        clear();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            err.println(line("log", "This log’s end may be missing: " + e.getMessage()));
        } finally {
            file = null;
        }
    }
}
