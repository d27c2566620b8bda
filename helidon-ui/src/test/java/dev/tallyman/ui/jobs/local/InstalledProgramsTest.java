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
    void theImagesSayTheSame() throws Exception {
        String pom = Files.readString(Path.of("../pom.xml"));

        for (String stream : new String[] {"stdout", "stderr"}) {
            assertTrue(pom.contains("<jvmFlag>-D" + stream + ".encoding=UTF-8</jvmFlag>"), stream);
        }
    }
}
