package dev.tallyman.ui.jobs.local;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How child processes are started: the same mains with the same flags as from the launcher.
 *
 * @param java the program that runs them
 * @param flags what it needs on this machine beside what it is always given
 * @param rules null for the built-in rules
 * @param atOnce how many of them may run at once
 */
public record InstalledPrograms(
        Path java,
        List<String> flags,
        Map<Run.Kind, Program> programs,
        Path data,
        @Nullable Path rules,
        int atOnce) {
    // The server takes up to 320 MB, a run 110 to 250: in less than this they take turns, and a run
    // has what the server leaves.
    private static final long ROOM_FOR_ALL = 1L << 30;
    private static final List<String> FRUGAL = List.of("-Xmx96m", "-Xmn32m");

    // Whoever looks or uploads meanwhile goes first.
    private static final List<String> BEHIND_THE_SERVER = List.of("nice", "-n", "5");

    // An out-of-memory error leaves a process that limps: it ends at once, with an exit code of its
    // own (134), and the next one takes over.
    private static final List<String> FLAGS = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-Xmn40m",
            "-XX:SurvivorRatio=2",
            "-XX:TargetSurvivorRatio=90",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=MemLimit,*.*,16M",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:MaxDirectMemorySize=32m",
            "-Djdk.nio.maxCachedBufferSize=262144",
            "-XX:+UseSerialGC",
            "-XX:+CrashOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED");

    // The folder of SQLite's library as a file: unpacking it takes a tenth of a second of each run,
    // and leaves it in /tmp where a run is killed.
    private static final String SQLITE = "org.sqlite.lib.path";

    /** One main with its class path and what comes before the flags. */
    public record Program(String classPath, String main, List<String> arguments) {
        public Program {
            arguments = List.copyOf(arguments);
        }
    }

    public InstalledPrograms {
        flags = List.copyOf(flags);
        programs = Map.copyOf(programs);
    }

    /**
     * The programs of an installation: a checkout that was built.
     *
     * @param memory of the container, or of the machine where there is none, in bytes
     */
    public static InstalledPrograms installed(Path home, Path data, @Nullable Path rules, long memory) {
        return new InstalledPrograms(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Stream.concat(
                                memory < ROOM_FOR_ALL ? FRUGAL.stream() : Stream.empty(),
                                Stream.ofNullable(System.getProperty(SQLITE))
                                        .map(folder -> "-D" + SQLITE + "=" + folder))
                        .toList(),
                Map.of(
                        Run.Kind.SWEEP, processor(home, "sweep"),
                        Run.Kind.HOUSEKEEPING, processor(home, "housekeeping"),
                        Run.Kind.REPORT,
                                new Program(
                                        classPath(home, "report-generator"),
                                        "dev.tallyman.report.Main",
                                        List.of("report"))),
                data,
                rules,
                memory < ROOM_FOR_ALL ? 1 : Run.Kind.values().length);
    }

    private static Program processor(Path home, String command) {
        return new Program(classPath(home, "cronjob-processor"), "dev.tallyman.processor.Main", List.of(command));
    }

    private static String classPath(Path home, String module) {
        Path target = home.resolve(module).resolve("target");
        return target.resolve(module + "-0.1.0.jar") + ":" + target.resolve("lib") + "/*";
    }

    List<String> command(Run.Kind kind) {
        Program program = programs.get(kind);
        if (program == null) {
            throw new JobRunner.Unavailable("There is no program for a " + kind.label() + " here.");
        }
        List<String> command = new ArrayList<>(BEHIND_THE_SERVER);
        command.add(java.toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.add("-cp");
        command.add(program.classPath());
        command.add(program.main());
        command.addAll(program.arguments());
        command.add("--data");
        command.add(data.toString());
        if (rules != null) {
            command.add("--rules");
            command.add(rules.toString());
        }
        return command;
    }
}
