package dev.tallyman.ui.jobs.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.StandInProgram;
import dev.tallyman.volume.Volume;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledProgramsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "en_US.ISO-8859-1"})
    void theLogOfAProgramIsUtf8WhateverTheLocale(String locale) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        Index.open(volume, InstantSource.system()).close();
        Files.createFile(volume.logs().resolve("go"));
        var programs = new InstalledPrograms(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of(),
                Map.of(
                        Run.Kind.SWEEP,
                        new InstalledPrograms.Program(
                                System.getProperty("java.class.path"),
                                StandInProgram.class.getName(),
                                List.of("talk"))),
                folder.resolve("data"),
                null,
                1);
        var builder = new ProcessBuilder(programs.command(Run.Kind.SWEEP)).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);

        Process process = builder.start();

        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(log.contains("grüße: waiting"), log);
    }

    @Test
    void inLittleMemoryRunsTakeTurns() {
        assertEquals(
                1, InstalledPrograms.installed(folder, folder, null, 512L << 20).atOnce());
        assertTrue(InstalledPrograms.installed(folder, folder, null, 2L << 30).atOnce() > 1);
    }

    @Test
    void inLittleMemoryARunHasWhatTheServerLeaves() {
        List<String> little =
                InstalledPrograms.installed(folder, folder, null, 512L << 20).command(Run.Kind.SWEEP);
        List<String> much =
                InstalledPrograms.installed(folder, folder, null, 2L << 30).command(Run.Kind.SWEEP);

        assertEquals("-Xmx96m", lastHeap(little));
        assertEquals("-Xmx256m", lastHeap(much));
    }

    private static String lastHeap(List<String> command) {
        return command.stream().filter(word -> word.startsWith("-Xmx")).reduce("", (_, last) -> last);
    }

    @Test
    void aRunGoesBehindTheServerThatStartsIt() throws Exception {
        Process process = new ProcessBuilder(Stream.concat(
                                InstalledPrograms.installed(folder, folder, null, 2L << 30)
                                        .command(Run.Kind.SWEEP)
                                        .stream()
                                        .takeWhile(word -> !word.endsWith("java")),
                                Stream.of("nice"))
                        .toList())
                .start();

        int own = nice("nice");
        assertEquals(own + 5, Integer.parseInt(process.inputReader().readLine()));
    }

    private static int nice(String... command) throws Exception {
        return Integer.parseInt(
                new ProcessBuilder(command).start().inputReader().readLine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:ReservedCodeCacheSize",
                "-XX:MaxMetaspaceSize",
                "-XX:MaxDirectMemorySize",
                "-XX:TrimNativeHeapInterval",
                "-Djdk.nio.maxCachedBufferSize"
            })
    void whatIsNotHeapHasTheSameBoundWhereverAProgramRuns(String flag) throws Exception {
        String run = InstalledPrograms.installed(folder, folder, null, 2L << 30).command(Run.Kind.SWEEP).stream()
                .filter(word -> word.startsWith(flag + "="))
                .findFirst()
                .orElseThrow();

        assertTrue(Files.readString(Path.of("../tallyman")).contains(run + " ")
                || Files.readString(Path.of("../tallyman")).contains(run + "\""));
        assertTrue(Files.readString(Path.of("../pom.xml")).contains("<jvmFlag>" + run + "</jvmFlag>"));
    }

    @Test
    void theImagesSayTheSame() throws Exception {
        String pom = Files.readString(Path.of("../pom.xml"));

        for (String stream : new String[] {"stdout", "stderr"}) {
            assertTrue(pom.contains("<jvmFlag>-D" + stream + ".encoding=UTF-8</jvmFlag>"), stream);
        }
    }
}
