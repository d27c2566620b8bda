package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallyman.e2e.Figures;
import dev.tallyman.e2e.Goal;
import io.helidon.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Speed on a cluster, each number beside what it is compared with and measured in one run; only
 * {@code .ci/cluster -Dtest=ClusterBench} starts it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterBench {
    private static final int TIMES = 5;
    private static final int UPLOADS = 20;
    private static final int FILES = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static Intake intake;
    private static Node node;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "bench");
        node = Node.of(Cluster.shared(), intake);
        sweepOf("warm", 100, 1);
    }

    @Test
    @Order(1)
    void fromTheClickToTheFirstVerdict() throws Exception {
        var bare = new double[TIMES];
        var click = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            idle();
            bare[i] = bareJob("bare-" + i);
            idle();
            node.plant("click-" + i, 1);
            long before = intake.inState("classified");
            long start = System.nanoTime();
            intake.click("sweep");
            Await.atOnce(() -> intake.inState("classified") > before);
            click[i] = seconds(start);
        }
        Figures.add(
                "“Process now” to the first verdict, over a bare Job",
                median(click) - median(bare),
                "s: %.2f s and %.2f s, medians of %d".formatted(median(click), median(bare), TIMES),
                Goal.atMost(3));
    }

    /** The same image in the same Pod with nothing to do: until its container has ended. */
    private static double bareJob(String name) throws Exception {
        var job = intake.template("sweep", name)
                // Nobody's, or a click would take it for a sweep that is about to begin.
                .replaceFirst("\"ownerReferences\": \\[[^\\]]*\\]", "\"finalizers\": []")
                .replaceFirst("\"args\": \\[\\s*\"sweep\"\\s*\\]", "\"args\": [\"--version\"]");
        var start = Instant.now();
        intake.kubectl("create", "-f", "-").with(job).ok();
        Await.atOnce(() -> ofPod(name, "{.items[*].status.phase}").equals("Succeeded"));
        var end = ofPod(name, "{.items[*].status.containerStatuses[0].state.terminated.finishedAt}");
        // The API tells whole seconds: on the average half of one is cut off.
        return Duration.between(start, Instant.parse(end)).toMillis() / 1e3 + 0.5;
    }

    private static String ofPod(String job, String jsonpath) throws Exception {
        return intake.kubectl("get", "pods", "-l", "job-name=" + job, "-o", "jsonpath=" + jsonpath)
                .ok();
    }

    @Test
    @Order(2)
    void fromAnUploadToClassified() throws Exception {
        var times = new double[UPLOADS];
        for (int i = 0; i < UPLOADS; i++) {
            idle();
            long start = System.nanoTime();
            var id = intake.upload("small/" + i + ".txt", ("small " + i).getBytes(UTF_8));
            Await.atOnce(() ->
                    intake.json("/api/v1/files/" + id).stringValue("state", "").equals("classified"));
            times[i] = seconds(start);
        }
        Arrays.sort(times);
        Figures.add(
                "upload to “classified” on an idle cluster, median",
                median(times),
                "s, p95 %.2f s of %d".formatted(times[UPLOADS * 95 / 100 - 1], UPLOADS),
                null);
    }

    @Test
    @Order(3)
    void sweepsInAPodAndOnTheHost() throws Exception {
        var data = Path.of("target/cluster-bench").toAbsolutePath();
        Tool.run(Cluster.ROOT, Map.of(), List.of("rm", "-rf", data.toString())).ok();
        host(data, "warm", 100);
        double pod = 0;
        double host = 0;
        for (int i = 0; i < 3; i++) {
            host = Math.max(host, host(data, "round-" + i, FILES));
            pod = Math.max(pod, sweepOf("round-" + i, FILES, 1));
        }
        Figures.add(
                "sweep of %,d files in a Pod / on the host".formatted(FILES),
                pod / host,
                "%,.0f and %,.0f files/s, the best of 3".formatted(pod, host),
                Goal.atLeast(0.9));
        double two = 0;
        double one = 0;
        for (int i = 0; i < 2; i++) {
            one = Math.max(one, sweepOf("one-" + i, FILES, 1));
            two = Math.max(two, sweepOf("two-" + i, FILES, 2));
        }
        Figures.add(
                "sweep of %,d files by 2 Pods / by 1".formatted(FILES),
                two / one,
                "%,.0f and %,.0f files/s on %d processors"
                        .formatted(two, one, Runtime.getRuntime().availableProcessors()),
                null);
        Tool.run(Cluster.ROOT, Map.of(), List.of("rm", "-rf", data.toString())).ok();
    }

    /** Files a second, from the sweep's own begin to its end. */
    private static double host(Path data, String folder, int files) throws Exception {
        Files.createDirectories(data);
        Tool.run(data, Map.of(), List.of("bash", "-c", "mkdir -p files; " + Node.planting(folder, files)))
                .ok();
        var program = Cluster.ROOT.resolve("tallyman").toString();
        Tool.run(data, Map.of("TALLYMAN_BUILD", "never"), List.of(program, "sweep", "--data", data.toString()))
                .ok();
        var sql = "SELECT ended - started FROM run ORDER BY id DESC LIMIT 1";
        var took = Tool.run(data, Map.of(), List.of("sqlite3", "index/tallyman.db", sql))
                .ok()
                .strip();
        return files * 1000.0 / Long.parseLong(took);
    }

    /** The same in so many Pods of one Job, from the first one's begin to the last one's end. */
    private static double sweepOf(String folder, int files, int pods) throws Exception {
        idle();
        node.plant(folder, files);
        var name = "tallyman-sweep-" + folder;
        // One Pod is the Job that kubectl makes: it stays alone, whatever it finds.
        var shared = pods == 1 ? "$0" : "\"parallelism\": " + pods + ", $0";
        var job = intake.template("sweep", name).replaceFirst("\"backoffLimit\"", shared);
        intake.kubectl("create", "-f", "-").with(job).ok();
        Await.until(name, PATIENCE, () -> intake.ended(name), end -> end.contains("Complete"));
        var runs =
                intake.runsOf(name).stream().filter(run -> classified(run) > 0).toList();
        long done = runs.stream().mapToLong(ClusterBench::classified).sum();
        if (done != files) {
            throw new AssertionError(done + " of " + files + ": " + runs);
        }
        var began = runs.stream().map(run -> time(run, "started")).min(Comparator.naturalOrder());
        var ended = runs.stream().map(run -> time(run, "ended")).max(Comparator.naturalOrder());
        return files
                * 1000.0
                / Duration.between(began.orElseThrow(), ended.orElseThrow()).toMillis();
    }

    private static long classified(JsonObject run) {
        return run.objectValue("counts").orElseThrow().longValue("classified", 0);
    }

    private static Instant time(JsonObject run, String name) {
        return Instant.parse(run.stringValue(name).orElseThrow());
    }

    @Test
    @Order(4)
    void theStartOfEachImage() throws Exception {
        for (var image : Cluster.shared().images()) {
            docker("load", "-q", "-i", image.tar().toString());
            var times = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                var name = "docker.io/" + image.name() + ":" + image.tag();
                docker("run", "--rm", "--network=none", "--read-only", name, "--version");
                times[i] = seconds(start);
            }
            docker("rmi", "docker.io/" + image.name() + ":" + image.tag());
            Figures.add(
                    "docker run " + image.name() + " --version, median",
                    median(times),
                    "s, tar %d MB".formatted(Files.size(image.tar()) / 1_000_000),
                    null);
        }
        var log = intake.kubectl("logs", "deployment/tallyman-ui").ok();
        System.out.println(log.lines().limit(12).reduce("", (all, next) -> all + next + "\n"));
    }

    private static void docker(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Tool.run(Cluster.ROOT, Map.of(), command).ok();
    }

    private static void idle() throws Exception {
        Await.until(
                "the cluster is idle",
                PATIENCE,
                () -> intake.kubectl(
                                "get",
                                "pods",
                                "-l",
                                "app.kubernetes.io/component=job",
                                "--field-selector=status.phase!=Succeeded,status.phase!=Failed",
                                "-o",
                                "name")
                        .ok(),
                String::isBlank);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @AfterAll
    static void summarise() {
        Figures.print("All of it:");
        if (intake != null) { // null where it is skipped
            intake.close();
        }
    }
}
