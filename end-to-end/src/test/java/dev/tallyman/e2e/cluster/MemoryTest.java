package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A limit is said once, in the manifest. */
@OnCluster
class MemoryTest {
    private static final Pattern HEAP = Pattern.compile(" MaxHeapSize +=? *(\\d+)");

    @Test
    void aCommitThatRaisesTheLimitRaisesTheHeap() throws Exception {
        try (var intake = Intake.deployed(Cluster.shared(), "memory")) {
            long before = heap(intake, "before");
            assertTrue(before < 512L << 20, "a heap of " + before);

            intake.changed("""
                    - target: {kind: CronJob}
                      patch: |-
                        - {op: replace, path: /spec/jobTemplate/spec/template/spec/containers/0/resources/limits/memory, value: 1Gi}
                    """);

            // The JVM rounds to what its pages need.
            assertEquals(2, (double) heap(intake, "after") / before, 0.05);
        }
    }

    /** What a sweep that only says its version could use at most. */
    private static long heap(Intake intake, String name) throws Exception {
        var container = "/spec/template/spec/containers/0/";
        var patch = """
                [{op: replace, path: %1$sargs, value: [--version]},
                 {op: add, path: %1$senv/-, value: {name: JDK_JAVA_OPTIONS, value: "-XX:+PrintFlagsFinal"}}]
                """.formatted(container);
        var changed = intake.patched(intake.template("sweep", name), patch);
        intake.kubectl("create", "-f", "-").with(changed).ok();
        intake.ended(name);
        var log = intake.kubectl("logs", "job/" + name).ok();
        var heap = HEAP.matcher(log);
        assertTrue(heap.find(), log);
        return Long.parseLong(heap.group(1));
    }
}
