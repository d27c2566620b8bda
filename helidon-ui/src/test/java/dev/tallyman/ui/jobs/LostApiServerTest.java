package dev.tallyman.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.index.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostApiServerTest {
    @TempDir Path folder;
    private ClusterStage cluster;

    @BeforeEach
    void open() throws Exception {
        cluster = new ClusterStage(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void withoutAnApiServerItSaysWhatCannotBeDone() {
        Run run = cluster.click(Run.Kind.SWEEP);
        cluster.server.close();
        cluster.stage.now = cluster.stage.now.plusSeconds(60);

        Stage.until(() -> cluster.runner.trouble().isPresent());

        var thrown =
                assertThrows(JobRunner.Unavailable.class, () -> cluster.click(Run.Kind.REPORT));
        assertEquals(Cluster.UNREACHABLE, thrown.getMessage());
        assertEquals("cluster unreachable", cluster.runner.waiting(run).orElseThrow().reason());
        assertEquals(2, cluster.runner.schedules().size());
        assertEquals(List.of(), cluster.stage.runs(Run.Kind.REPORT));
    }

    @Test
    void aWatchThatEndsIsTakenUpWhereItWas() {
        Run run = cluster.click(Run.Kind.SWEEP);
        cluster.server.endWatches();

        cluster.end(String.valueOf(run.name()), "Complete", "CompletionsReached");

        assertEquals(Run.Status.DONE, cluster.ended(run).status());
    }

    @Test
    void whatHappenedWhileNobodyWatchedIsSeenInTheList() {
        Run run = cluster.click(Run.Kind.SWEEP);
        Stage.until(() -> cluster.runner.waiting(run).isPresent());
        cluster.delete(String.valueOf(run.name()));
        Run report = cluster.click(Run.Kind.REPORT);
        cluster.end(String.valueOf(report.name()), "Complete", "CompletionsReached");
        cluster.server.forget();

        assertEquals(Run.Status.CANCELLED, cluster.ended(run).status());
        assertEquals(Run.Status.DONE, cluster.ended(report).status());
    }
}
