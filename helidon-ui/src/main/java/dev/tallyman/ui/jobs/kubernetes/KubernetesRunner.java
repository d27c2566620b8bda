package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.jobs.Addition;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.ui.jobs.FollowUp;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.LogFile;
import dev.tallyman.ui.jobs.RunPlan;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.ui.jobs.SweepRequests;
import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the programs as Jobs, made from the CronJobs that Git holds. Schedules are the CronJobs'
 * own.
 */
public final class KubernetesRunner implements JobRunner {
    static final List<Run.Kind> KINDS = List.of(Run.Kind.SWEEP, Run.Kind.REPORT, Run.Kind.HOUSEKEEPING);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int NAMES = 50;
    private static final Path TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private final Index index;
    private final KubernetesClient client;
    private final RunRegister runs;
    private final InstantSource clock;
    private final ClusterApi cluster;
    private final ClusterState clusterState;
    private final JobBacking backing;
    private final TemplateDrift drift;
    private final JobRows rows;
    private final JobReplacement replacement;
    private final Agenda agenda = new Agenda("runs");
    private final SweepRequests uploads;
    private final PodScaler scaler;

    private KubernetesRunner(
            Index index, KubernetesClient client, String namespace, Supplier<Rules> rules, InstantSource clock) {
        this.index = index;
        this.client = client;
        this.runs = index.runs();
        this.clock = clock;
        this.cluster = new ClusterApi(client, namespace);
        this.uploads = new SweepRequests(index.catalog(), agenda, this);
        FollowUp followUp = new FollowUp(index, () -> RunPlan.of(rules.get()), clock, agenda, this);
        this.clusterState = new ClusterState(client, namespace, clock);
        this.drift = new TemplateDrift(client, namespace, clusterState);
        this.backing = new JobBacking(clusterState, index.jobRuns());
        this.rows = new JobRows(index, cluster, clusterState, clock, agenda, followUp);
        this.replacement = new JobReplacement(backing, index.jobRuns(), rows, clock, this);
        this.scaler = new PodScaler(
                index, cluster, clusterState, () -> rules.get().workers().ceiling());
    }

    /** True inside a cluster, and where the environment asks for one by {@code TALLYMAN_RUNNER}. */
    public static boolean isWanted(Map<String, String> environment) {
        return environment.getOrDefault("TALLYMAN_RUNNER", "").equals("kubernetes")
                || (environment.containsKey("KUBERNETES_SERVICE_HOST") && Files.exists(TOKEN));
    }

    /** Connects as the Pod's account, or as the kubeconfig's current context. */
    public static KubernetesRunner connect(
            Index index, Map<String, String> environment, Supplier<Rules> rules, InstantSource clock) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withConnectionTimeout(5_000)
                        .withRequestTimeout(10_000)
                        .withRequestRetryBackoffLimit(1)
                        .build())
                .build();
        String given = environment.getOrDefault("TALLYMAN_NAMESPACE", "");
        String own = client.getNamespace() == null ? "tallyman" : client.getNamespace();
        return open(index, client, given.isEmpty() ? own : given, rules, clock);
    }

    /** Begins to watch the namespace. An API server that does not answer is waited for. */
    public static KubernetesRunner open(
            Index index, KubernetesClient client, String namespace, Supplier<Rules> rules, InstantSource clock) {
        KubernetesRunner runner = new KubernetesRunner(index, client, namespace, rules, clock);
        runner.clusterState.start(runner.rows::seen, runner.rows::gone);
        runner.drift.start();
        runner.agenda.every(LOOK, runner.rows::look);
        runner.agenda.every(LOOK, runner.replacement::look);
        runner.agenda.every(LOOK, runner.scaler::look);
        runner.uploaded();
        return runner;
    }

    @Override
    public RunRegister.Requested start(
            Run.Kind kind, Run.Trigger trigger, @Nullable String policy, @Nullable Integer workers) {
        clusterState.awaitFirst();
        clusterState.trouble().ifPresent(trouble -> {
            throw new Unavailable(trouble.detail());
        });
        // Asked first: without an API server there is to be no row of a run that never was.
        CronJob cronJob = cluster.cronJob(kind);
        for (int i = 0; i < NAMES; i++) {
            RunRegister.Requested requested = runs.request(kind, trigger, policy, workers);
            Run run = requested.run();
            boolean serves = requested.created() ? create(cronJob, run) : !replacement.made(run, cronJob);
            if (serves) {
                return requested;
            }
        }
        throw new Unavailable("All names for a new Job are taken. Delete old Jobs: kubectl delete jobs -l"
                + " app.kubernetes.io/part-of=tallyman");
    }

    private boolean create(CronJob cronJob, Run run) {
        String name = String.valueOf(run.name());
        try {
            Integer pods = run.kind() == Run.Kind.SWEEP ? Integer.valueOf(scaler.pods()) : null;
            if (cluster.create(cronJob, name, pods) || backing.isOurs(run)) {
                return true;
            }
        } catch (Unavailable e) {
            runs.end(run.id(), Run.Status.FAILED, 1, String.valueOf(e.getMessage()));
            throw e;
        }
        // A restored index counts from where it was: the next number is free some time.
        runs.end(run.id(), Run.Status.CANCELLED, 1, "An older Job has the name " + name);
        return false;
    }

    @Override
    public void uploaded() {
        uploads.tell();
    }

    @Override
    public void cancel(Run run) {
        String job = backing.jobName(run);
        if (job == null) {
            throw new Unavailable("There is no Job of this run. Stop it where it was started.");
        }
        rows.cancel(run, job);
    }

    @Override
    public Tail log(Run run, long offset) {
        boolean ended = runs.find(run.id()).orElse(run).status().ended() && !backing.stillEnds(run);
        ByteBuffer bytes = new LogFile(index.volume().log(run.id())).from(offset);
        return new Tail(bytes, offset + bytes.remaining(), ended);
    }

    @Override
    public Optional<Waiting> waiting(Run run) {
        return run.status().ended() ? Optional.empty() : backing.waiting(run);
    }

    @Override
    public List<ScheduleState> schedules() {
        Instant now = clock.instant();
        return KINDS.stream()
                .flatMap(kind -> clusterState.cronJob(ClusterApi.PREFIX + kind.label()).stream()
                        .map(cronJob -> new CronJobSchedule(kind, cronJob).state(now, runs)))
                .toList();
    }

    @Override
    public void pause(Run.Kind kind) {
        cluster.suspend(kind, true);
        clusterState.awaitSuspend(ClusterApi.PREFIX + kind.label(), true);
    }

    @Override
    public void resume(Run.Kind kind) {
        cluster.suspend(kind, false);
        clusterState.awaitSuspend(ClusterApi.PREFIX + kind.label(), false);
    }

    @Override
    public Watch watch(Runnable changed) {
        return clusterState.listen(changed);
    }

    @Override
    public List<Addition> additions() {
        return drift.found();
    }

    @Override
    public Optional<Waiting> trouble() {
        return clusterState.trouble();
    }

    /** The Jobs go on without us. */
    @Override
    public void close() {
        agenda.close();
        drift.close();
        clusterState.close();
        client.close();
    }
}
