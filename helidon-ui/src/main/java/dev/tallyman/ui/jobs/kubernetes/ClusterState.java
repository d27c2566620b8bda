package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the cluster has: CronJobs, Jobs, Pods and Events, kept up to date by informers, which connect
 * again after the API server was gone.
 */
final class ClusterState implements AutoCloseable {
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";
    private static final Waiting UNREACHABLE = new Waiting("cluster unreachable", ClusterApi.UNREACHABLE);
    private static final Waiting STARTING = new Waiting(
            "starting",
            "The page has just started and still reads what there is in the cluster. Try again in a moment.");
    private static final Duration FIRST = Duration.ofSeconds(8);
    private static final Duration BLINK = Duration.ofSeconds(5);

    private final SharedIndexInformer<CronJob> cronJobs;
    private final SharedIndexInformer<Job> jobs;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<Event> events;
    private final InstantSource clock;
    private final ApiServerReach reach;
    private final Map<SharedIndexInformer<?>, ApiRefusal> refusals = new ConcurrentHashMap<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile Instant lastFresh;
    private volatile boolean onceFresh;

    ClusterState(KubernetesClient client, String namespace, InstantSource clock) {
        this.clock = clock;
        this.lastFresh = clock.instant();
        this.reach = new ApiServerReach(client);
        jobs = client.batch().v1().jobs().inNamespace(namespace).runnableInformer(0);
        cronJobs = client.batch().v1().cronjobs().inNamespace(namespace).runnableInformer(0);
        pods = client.pods()
                .inNamespace(namespace)
                .withLabels(Map.of("app.kubernetes.io/component", "job"))
                .runnableInformer(0);
        events = client.v1().events().inNamespace(namespace).runnableInformer(0);
    }

    /** Begins to look; an API server that does not answer is asked again and again. */
    void start(Consumer<Job> seen, Consumer<Job> gone) {
        jobs.addEventHandler(new Handler<>(seen, gone));
        cronJobs.addEventHandler(new Handler<>(_ -> changed(), _ -> changed()));
        pods.addEventHandler(new Handler<>(_ -> changed(), _ -> changed()));
        events.addEventHandler(new Handler<>(_ -> changed(), _ -> {}));
        for (SharedIndexInformer<?> informer : List.of(jobs, cronJobs, pods, events)) {
            informer.exceptionHandler((_, why) -> again(informer, why)).start();
        }
        reach.start(this::look);
    }

    private boolean again(SharedIndexInformer<?> informer, Throwable why) {
        ApiRefusal.of(why).ifPresentOrElse(refusal -> refusals.put(informer, refusal), () -> refusals.remove(informer));
        return true;
    }

    void changed() {
        synchronized (this) {
            notifyAll();
        }
        listeners.forEach(Runnable::run);
    }

    JobRunner.Watch listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private record Handler<T>(Consumer<T> seen, Consumer<T> deleted) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T thing) {
            seen.accept(thing);
        }

        @Override
        public void onUpdate(T before, T thing) {
            seen.accept(thing);
        }

        @Override
        public void onDelete(T thing, boolean unknown) {
            deleted.accept(thing);
        }
    }

    private void look() {
        if (fresh() && !reach.isLost()) {
            lastFresh = clock.instant();
        } else if (trouble().isPresent()) {
            changed();
        }
    }

    /** What keeps this from being up to date; empty when nothing does. */
    Optional<Waiting> trouble() {
        if (reach.isLost()) {
            return Optional.of(UNREACHABLE);
        }
        // A watch ends and begins again every few minutes: that is no trouble.
        if (fresh() || clock.instant().isBefore(lastFresh.plus(BLINK))) {
            return Optional.empty();
        }
        return Optional.of(refusals.entrySet().stream()
                .filter(refused -> !refused.getKey().isWatching())
                .map(refused -> refused.getValue().whileBlind())
                .findFirst()
                .orElse(onceFresh ? UNREACHABLE : STARTING));
    }

    /** Right after the start: waits a moment until what there is was read. */
    void awaitFirst() {
        await(FIRST, () -> fresh() || onceFresh || reach.isLost() || !refusals.isEmpty());
    }

    // Nobody is told that a list was empty, so it looks now and then.
    private synchronized void await(Duration longest, BooleanSupplier condition) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < until) {
                wait(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True while all of this is fresh. */
    boolean fresh() {
        boolean fresh = jobs.isWatching() && pods.isWatching() && cronJobs.isWatching();
        onceFresh = onceFresh || fresh;
        return fresh;
    }

    /** True once all of it has been read for the first time. */
    boolean known() {
        return jobs.hasSynced() && pods.hasSynced() && cronJobs.hasSynced();
    }

    Optional<Job> job(String name) {
        return named(jobs, name);
    }

    Optional<CronJob> cronJob(String name) {
        return named(cronJobs, name);
    }

    List<CronJob> cronJobs() {
        return cronJobs.getStore().list();
    }

    private static <T extends HasMetadata> Optional<T> named(SharedIndexInformer<T> informer, String name) {
        return informer.getStore().list().stream()
                .filter(thing -> thing.getMetadata().getName().equals(name))
                .findAny();
    }

    /** Waits a moment until a change that was made shows here too. */
    void awaitSuspend(String name, boolean suspend) {
        await(
                BLINK,
                () -> cronJob(name)
                        .filter(cronJob ->
                                suspend != Boolean.TRUE.equals(cronJob.getSpec().getSuspend()))
                        .isEmpty());
    }

    /** A Job's Pods, the newest last. */
    List<Pod> pods(String job) {
        return pods.getStore().list().stream()
                .filter(pod -> job.equals(pod.getMetadata().getLabels().get(JOB_NAME)))
                .sorted(Comparator.comparing(
                        pod -> String.valueOf(pod.getMetadata().getCreationTimestamp())))
                .toList();
    }

    /** What was said about a Job or a Pod, the newest last. */
    List<Event> events(String name) {
        return events.getStore().list().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .sorted(Comparator.comparing(ClusterState::time))
                .toList();
    }

    private static String time(Event event) {
        return event.getLastTimestamp() == null
                ? String.valueOf(event.getMetadata().getCreationTimestamp())
                : event.getLastTimestamp();
    }

    @Override
    public void close() {
        reach.close();
        for (SharedIndexInformer<?> informer : List.of(jobs, cronJobs, pods, events)) {
            informer.close();
        }
    }
}
