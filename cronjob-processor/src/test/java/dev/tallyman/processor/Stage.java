package dev.tallyman.processor;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Arrival;
import dev.tallyman.index.Index;
import dev.tallyman.index.Upload;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** A data folder and the real program on it, in processes of its own. */
public final class Stage {
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    public final Path data;

    public Stage(Path folder) {
        data = folder.resolve("data");
        Volume.create(data);
    }

    /** A program that has ended. */
    public record Ended(int exit, String out, String err) {}

    /** Runs the program to its end. */
    public Ended run(String... args) throws IOException, InterruptedException {
        return run(Map.of(), List.of(), args);
    }

    public Ended run(Map<String, String> environment, List<String> before, String... args)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(data.getParent(), "out", "");
        Path err = Files.createTempFile(data.getParent(), "err", "");
        ProcessBuilder builder = builder(before, args);
        builder.environment().keySet().removeIf(name -> name.startsWith("TALLYMAN_"));
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** What makes a program start with a fault in it: one of its own tables is broken. */
    public static Map<String, String> faulty(Path folder) throws IOException {
        Path table = folder.resolve("dev/tallyman/identification/parts.tsv");
        Files.createDirectories(table.getParent());
        Files.writeString(table, "not a table\n");
        return Map.of("JDK_JAVA_OPTIONS", "-Xbootclasspath/a:" + folder);
    }

    /** {@code sweep} to its end. */
    public Ended sweep(String... flags) throws IOException, InterruptedException {
        return run(command("sweep", flags));
    }

    /** Starts {@code sweep} and lets it run; its log goes to the file. */
    public Process startSweep(Path err, String... flags) throws IOException {
        ProcessBuilder builder = builder(List.of(), command("sweep", flags));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile());
        return builder.start();
    }

    public String[] command(String name, String... flags) {
        List<String> command = new ArrayList<>(List.of(name, "--data", data.toString()));
        Collections.addAll(command, flags);
        return command.toArray(String[]::new);
    }

    private static ProcessBuilder builder(List<String> before, String... args) {
        List<String> command = new ArrayList<>(before);
        Collections.addAll(
                command,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        Collections.addAll(command, args);
        return new ProcessBuilder(command);
    }

    public Path drop(String path, String content) throws IOException {
        Path file = FilePath.of(path).under(data.resolve("files"));
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** A file of holes: quick to make, long to read. */
    public Path sparse(String path, long bytes) throws IOException {
        Path file = drop(path, "");
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(bytes);
        }
        return file;
    }

    /** An upload that arrived at this time. */
    public StoredFile upload(String path, String content, Instant arrived) throws IOException {
        Volume volume = Volume.open(data);
        try (Index index = Index.open(volume, InstantSource.fixed(arrived));
                Upload upload = index.intake().begin()) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            upload.write(bytes, bytes.length, false);
            return upload.finish(Arrival.of(FilePath.of(path))).file();
        }
    }

    public static String sha256(String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T index(Function<Index, T> question) {
        try (Index index = Index.open(Volume.open(data), InstantSource.system())) {
            return question.apply(index);
        }
    }

    public long count(State state) {
        return index(index -> index.catalog().totals().of(state).files());
    }

    public StoredFile file(String path) {
        return index(index -> index.catalog().find(FilePath.of(path)).orElseThrow());
    }

    /** Whether some reader has noted that it has the file open. */
    public boolean isOpen(String path) {
        Volume volume = Volume.open(data);
        long id = file(path).id();
        return Slot.owners(volume).stream()
                .anyMatch(owner -> Slot.noted(volume, owner).contains(id));
    }

    /** What the newest run wrote on the volume; empty before it has. */
    public String log() {
        String[] names = data.resolve("logs").toFile().list();
        long newest = names == null
                ? 0
                : Stream.of(names)
                        .mapToLong(name -> Long.parseLong(name.replaceFirst("\\.log$", "")))
                        .max()
                        .orElse(0);
        try {
            return newest == 0 ? "" : Files.readString(data.resolve("logs/" + newest + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, once the sweep with this standard error has begun; empty before. */
    public String log(Path err) {
        return contains(err, "Sweep ") ? log() : "";
    }

    public List<Run> runs() {
        return index(index -> index.runs().list(null, Long.MAX_VALUE, 100));
    }

    /** Waits until something shows; the reason is for whoever reads the failure. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never happened: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    public static boolean contains(Path log, String text) {
        try {
            return Files.readString(log).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
