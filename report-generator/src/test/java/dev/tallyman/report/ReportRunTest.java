package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.runs.Run;
import dev.tallyman.report.count.ReportTables;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a report is made, kept or given up; {@link ReportTest} looks at what is in it. */
class ReportRunTest {
    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() {
        intake = new TestIntake(folder);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void whereNothingChangedTheLastReportIsKept() throws IOException {
        intake.fill();
        intake.report();
        Path first = intake.latest().toRealPath();

        Reporter.Result again = intake.report();
        assertInstanceOf(Reporter.Result.Kept.class, again);
        assertEquals("Nothing changed since Report 1; kept", again.message());
        assertEquals(0, again.exit());
        assertEquals(first, intake.latest().toRealPath());

        intake.report(true);
        assertFalse(first.equals(intake.latest().toRealPath()));
    }

    @Test
    void anyChangeOfAFileMakesANewReport() throws IOException {
        intake.fill();
        List<Changing> changes = List.of(
                () -> intake.upload("new.txt", "x"),
                () -> intake.sweep(),
                () -> intake.index.trash().put(1),
                () -> intake.index.trash().restore(1),
                () -> intake.index.trash().put(2),
                () -> intake.index.trash().purge(2));
        intake.report();
        for (Changing change : changes) {
            change.make();
            assertInstanceOf(Reporter.Result.Made.class, intake.report());
            assertInstanceOf(Reporter.Result.Kept.class, intake.report());
        }
    }

    private interface Changing {
        void make() throws IOException;
    }

    @Test
    void theRunIsInTheHistoryWithItsLog() throws IOException {
        intake.fill();
        intake.report();

        Run run = intake.index.runs().list(Run.Kind.REPORT, Long.MAX_VALUE, 1).getFirst();
        assertEquals(Run.Status.DONE, run.status());
        assertEquals(0, run.exit());
        assertEquals(
                Long.toString(run.id()), Files.readSymbolicLink(intake.latest()).toString());
        String log = Files.readString(intake.volume.log(run.id()));
        assertTrue(log.matches("(?s)2026-11-24T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z report  Report 1 on 7 files.*"), log);
    }

    @Test
    void aStopLeavesTheLastReportAndNothingHalfMade() throws IOException {
        intake.fill();
        intake.report();
        Path first = intake.latest().toRealPath();
        intake.upload("more.txt", "x");

        Reporter stopped = intake.reporter(false, new AtomicBoolean(true));
        assertThrows(Reporter.Stopped.class, stopped::run);

        assertEquals(first, intake.latest().toRealPath());
        assertEquals(List.of(first.getFileName().toString(), "latest"), Folders.names(intake.volume.reports()));
        Run run = intake.index.runs().list(Run.Kind.REPORT, Long.MAX_VALUE, 1).getFirst();
        assertEquals(Run.Status.CANCELLED, run.status());
        assertEquals(143, run.exit());
    }

    @Test
    void aStopIsNoticedAtTheNextFile() throws IOException {
        intake.fill();
        var stopped = new AtomicBoolean();
        Path part = Files.createDirectories(folder.resolve("part"));
        Files.createDirectories(part.resolve("data"));
        Runnable wanted = () -> {
            if (stopped.get()) {
                throw new Reporter.Stopped();
            }
        };
        var table = new Table<>(new ReportOutput(part, wanted, (_, _, _) -> true, false), ReportTables.EXTENSIONS);
        table.add(new Counted<>("txt", 1, 1));
        stopped.set(true);
        assertThrows(Reporter.Stopped.class, () -> table.add(new Counted<>("jpg", 1, 1)));
    }

    @Test
    void whatADeadRunLeftGoesWithTheNextReport() throws IOException {
        intake.fill();
        Path part = Files.createDirectories(intake.volume.reports().resolve(".77.part/data"));
        Files.writeString(part.resolve("files.csv.gz"), "half");
        Files.createSymbolicLink(intake.volume.reports().resolve(".latest.77"), Path.of("77"));

        intake.report();

        assertFalse(Files.exists(part.getParent()));
        assertTrue(Files.exists(intake.latest().resolve("index.html")));
    }

    @Test
    void aFolderOrALoopOfLinksWhereTheLatestBelongsIsInNoReportsWay() throws IOException {
        intake.fill();
        Files.createSymbolicLink(intake.latest(), Path.of("latest"));
        intake.report();
        assertTrue(Files.exists(intake.latest().resolve("index.html")));

        Files.delete(intake.latest());
        Files.createDirectories(intake.latest().resolve("of somebody"));
        intake.upload("more.txt", "x");
        intake.report();
        assertTrue(Files.isSymbolicLink(intake.latest()));
        assertTrue(Files.exists(intake.latest().resolve("index.html")));
        try (Stream<Path> kept = Files.list(intake.volume.reports())) {
            assertTrue(kept.anyMatch(path -> Files.exists(path.resolve("of somebody"))));
        }
    }
}
