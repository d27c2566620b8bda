package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How fast {@code identify} and a sweep are on real small files of this machine, beside file, plain
 * tika-core and, where it is installed, Siegfried ({@code SIEGFRIED} is its command, else {@code
 * sf}); only {@code bench/run} starts it. Beside the seconds stand those of the processor: what else
 * runs on the machine does not change them.
 */
class IdentifyBench {
    private static final boolean QUICK = Boolean.getBoolean("tallyman.bench.quick");
    private static final int COUNT = QUICK ? 1_000 : 20_000;
    private static final int ROUNDS = 3;
    private static final Path WORK = Path.of("target/bench/identified").toAbsolutePath();
    private static final Path LIST = WORK.resolve("list");
    private static final String TIKA = Tallyman.ROOT.resolve("cronjob-processor/target/lib") + "/*";
    private static final Path ONE = WORK.resolve("one");

    /** The best of some rounds. */
    private record Took(double seconds, double processor) {
        Took best(Took other) {
            return new Took(Math.min(seconds, other.seconds), Math.min(processor, other.processor));
        }

        double rate(Took start) {
            return COUNT / Math.max(0.001, seconds - start.seconds);
        }
    }

    @Test
    void identifying() throws Exception {
        Map<String, List<String>> commands = commands();
        Map<String, Took> took = new LinkedHashMap<>();
        // In turn, so that a slow moment of the machine does not meet one of them alone.
        for (int round = 0; round < ROUNDS; round++) {
            for (var command : commands.entrySet()) {
                took.merge(command.getKey(), run(command.getValue()), Took::best);
            }
        }
        took.forEach((name, one) -> System.out.printf(
                "      %-28s %7.2f s, %7.2f s of the processor%n", name, one.seconds(), one.processor()));
        Took start = of(took, "identify, one file");
        Took one = of(took, "identify, 1 worker");
        Took two = of(took, "identify, 2 workers");
        Took file = of(took, "file");
        line("files/s after the start, one worker", one.rate(start), Goal.atLeast(8_000));
        line("two workers / one, after the start", two.rate(start) / one.rate(start), Goal.atLeast(1.9));
        line("identify, 2 workers / file --mime-type -f", two.seconds() / file.seconds(), Goal.atMost(0.35));
        line(
                "identify, 2 workers / plain tika-core",
                two.seconds() / of(took, "tika-core").seconds(),
                Goal.atMost(1));
        @Nullable Took siegfried = took.get("sf, one file");
        if (siegfried != null) {
            double once = of(took, "sf, 1 at a time").rate(siegfried);
            double twice = of(took, "sf, 2 at a time").rate(siegfried);
            line("files/s after the start / Siegfried's, one worker", one.rate(start) / once, Goal.atLeast(1.5));
            line("files/s after the start / Siegfried's, two workers", two.rate(start) / twice, Goal.atLeast(1.5));
        }
    }

    @Test
    void sweepingRealFiles() throws Exception {
        Path data = WORK.resolve("intake");
        Files.createDirectories(data);
        Tallyman.sweep(data);
        Path files = data.resolve("files");
        Shell.run("sh", "-c", "tar cf - -T '" + LIST + "' 2>/dev/null | tar xf - -C '" + files + "'");
        String tools = "find '" + files + "' -type f -print0 | xargs -0 -P2 sha256sum >/dev/null; find '" + files
                + "' -type f | file -f - >/dev/null";
        Took others = run(List.of("sh", "-c", tools)).best(run(List.of("sh", "-c", tools)));
        Took sweep = run(List.of(tallyman(), "sweep", "--data", data.toString()));
        line("new sweep of real files / sha256sum and file", sweep.seconds() / others.seconds(), Goal.atMost(0.5));
    }

    private static Took of(Map<String, Took> took, String name) {
        return Objects.requireNonNull(took.get(name), name);
    }

    private static void line(String what, double value, Goal goal) {
        Figures.add(what, value, "%,d files of /usr".formatted(COUNT), goal);
    }

    private static String tallyman() {
        return Tallyman.ROOT.resolve("tallyman").toString();
    }

    private static Map<String, List<String>> commands() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("file", List.of("file", "--mime-type", "-f", LIST.toString()));
        commands.put("identify, one file", identify(1, ONE));
        commands.put("identify, 1 worker", identify(1, LIST));
        commands.put("identify, 2 workers", identify(2, LIST));
        commands.put("tika-core", List.of(java("java"), "-cp", WORK + ":" + TIKA, "TikaCore", LIST.toString()));
        siegfried().ifPresent(sf -> {
            commands.put("sf, one file", List.of("sh", "-c", sf + " -csv -f " + ONE));
            commands.put("sf, 1 at a time", List.of("sh", "-c", sf + " -csv -multi 1 -f " + LIST));
            commands.put("sf, 2 at a time", List.of("sh", "-c", sf + " -csv -multi 2 -f " + LIST));
        });
        return commands;
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static List<String> identify(int workers, Path list) {
        return List.of(
                "sh", "-c", "exec '" + tallyman() + "' identify --tsv --workers " + workers + " - < '" + list + "'");
    }

    private static Optional<String> siegfried() {
        String given = System.getenv("SIEGFRIED");
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sf")));
        return given == null ? (there ? Optional.of("sf") : Optional.empty()) : Optional.of(given);
    }

    // time is the shell's own in bash alone, and says what its children took as well.
    private static Took run(List<String> command) throws Exception {
        var words =
                new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1", "time"));
        words.addAll(command);
        var builder = new ProcessBuilder(words).redirectInput(new File("/dev/null"));
        builder.environment().put("TALLYMAN_BUILD", "never");
        var process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ": " + said);
        String[] times = said.strip().split(" ", -1);
        return new Took(Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
    }

    // Chosen by a hash of the name, so that it is the same list on the same machine.
    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(WORK);
        String names = Shell.run("sh", "-c", "find /usr -xdev -type f -size -64k -readable ! -empty ! -name '*\n*'");
        List<String> chosen = names.lines()
                .filter(name -> name.chars().allMatch(c -> c < 128))
                .sorted(Comparator.comparingInt((String name) -> name.hashCode() * 0x9E3779B1)
                        .thenComparing(name -> name))
                .limit(COUNT)
                .toList();
        Files.write(LIST, chosen);
        Files.writeString(ONE, chosen.getFirst() + "\n");
        Shell.run(java("javac"), "-d", WORK, "-cp", TIKA, Tallyman.ROOT.resolve("bench/TikaCore.java"));
        Shell.run("sh", "-c", "tr '\\n' '\\0' < '" + LIST + "' | xargs -0 cat >/dev/null");
    }

    @AfterEach
    void clear() throws Exception {
        Shell.run("rm", "-rf", WORK);
    }
}
