package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Work does not look like drift: Argo CD sees none in it. {@code -Dcluster.steady=600} looks for
 * ten minutes.
 */
@AloneOnCluster
class SteadyTest {
    private static final long SECONDS = Long.getLong("cluster.steady", 60);

    @Test
    void uploadsSweepsAndReportsNeverMakeTheApplicationOutOfSyncOrDegraded() throws Exception {
        try (var intake = Intake.deployed(Cluster.shared(), "steady");
                var watch = new Watch(intake)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            int uploads = 0;
            while (System.nanoTime() < end) {
                intake.upload("steady/" + uploads, ("file " + uploads).getBytes(UTF_8));
                uploads++;
                if (uploads % 10 == 0) {
                    intake.over(intake.click("sweep").stringValue("id", ""));
                    intake.over(intake.click("report").stringValue("id", ""));
                    intake.refresh();
                }
            }

            assertEquals(Set.of("Synced Healthy"), watch.seen());
            assertTrue(uploads >= 10, uploads + " uploads");
            System.out.println("Steady for %d s: %d uploads, %d runs"
                    .formatted(SECONDS, uploads, intake.runs().size()));
        }
    }

    /** Every state that the Application has, however short. */
    private static final class Watch implements AutoCloseable {
        private final Process process;
        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        Watch(Intake intake) throws Exception {
            var builder = new ProcessBuilder(Cluster.shared()
                    .kubectl(
                            "-n",
                            "argocd",
                            "get",
                            "application",
                            intake.namespace(),
                            "-w",
                            "-o",
                            "jsonpath={.status.sync.status} {.status.health.status}{\"\\n\"}")
                    .command());
            builder.environment().putAll(Cluster.shared().environment());
            process = builder.start();
            var _ = Thread.startVirtualThread(
                    () -> process.inputReader(UTF_8).lines().forEach(seen::add));
        }

        Set<String> seen() {
            assertTrue(process.isAlive(), "the watch has ended");
            return Set.copyOf(seen);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
