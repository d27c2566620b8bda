package dev.tallyman.ui;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Habitat;
import dev.tallyman.ui.html.Frames;
import dev.tallyman.ui.html.Pages;
import dev.tallyman.ui.html.Parts;
import dev.tallyman.ui.http.Budget;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.KubernetesRunner;
import dev.tallyman.ui.jobs.LocalRunner;
import dev.tallyman.ui.jobs.Plan;
import dev.tallyman.ui.jobs.Programs;
import dev.tallyman.ui.jobs.RunsApi;
import dev.tallyman.ui.jobs.SchedulesApi;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.volume.Volume;
import io.helidon.webserver.http.HttpRouting;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The web server: everything is wired here, by constructors. */
public final class Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final long POLL = 500;
    // Longer than the slowest page takes over a million files, and shorter than anybody waits.
    private static final Duration QUERY = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Settings settings;
    private final Index index;
    private final CurrentRules rules;
    private final JobRunner jobs;
    private final Hosts hosts;
    private final Frames frames;
    private final Meters meters = new Meters();
    private final SummaryApi summary;
    private final Events events;
    private final Watcher watcher;
    private final JobRunner.Watch reasons;
    private final Budget budget;
    private final InstantSource clock;
    private final Listeners web;
    private final Liveness liveness;
    private List<Routes.Known> known = List.of();

    Server(Settings settings, Index index, CurrentRules rules, JobRunner jobs, Budget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
        this.settings = settings;
        this.index = index;
        this.rules = rules;
        this.jobs = jobs;
        this.hosts = settings.hosts();
        this.frames = new Frames(
                index,
                index.volume().intake(settings.namespace()),
                () -> rules.get().version(),
                this::troubles,
                clock);
        this.summary = new SummaryApi(index, jobs);
        this.events = new Events(UUID.randomUUID().toString().substring(0, 8));
        this.watcher = new Watcher(index, events, summary::summary);
        this.reasons = jobs.watch(watcher::runsChanged);
        this.web = new Listeners(settings, budget, this::routing, this::health);
        this.liveness = Liveness.of(this::isHeard, watcher::looks, index);
    }

    /**
     * Opens the volume and serves it.
     *
     * @throws dev.tallyman.volume.IntakeException.Unusable the volume or its index cannot be used
     * @throws dev.tallyman.rules.RulesException the rules cannot be used
     */
    public static Server start(Settings settings, InstantSource clock) {
        Habitat habitat = Habitat.of(settings.environment());
        Path data = settings.data();
        var rules = new CurrentRules(settings.rules(), habitat, Volume.keptRules(data));
        Volume volume = habitat == Habitat.CLUSTER ? Volume.mounted(data) : Volume.create(data);
        Index index = Index.open(volume, clock);
        index.endQueriesAfter(QUERY);
        JobRunner jobs = runner(settings, index, rules, clock);
        return new Server(settings, index, rules, jobs, Budget.ofThisProcess(), clock).start();
    }

    private static JobRunner runner(Settings settings, Index index, CurrentRules rules, InstantSource clock) {
        if (KubernetesRunner.isWanted(settings.environment())) {
            return KubernetesRunner.connect(index, settings.environment(), rules, clock);
        }
        var home = Path.of(System.getProperty("tallyman.home", "."));
        long memory = Budget.Given.now().memory();
        Programs programs = Programs.installed(home, settings.data(), settings.rules(), memory);
        return LocalRunner.open(index, programs, () -> Plan.of(rules.get()), clock);
    }

    Server start() {
        try {
            if (!web.start()) {
                throw new NotListening();
            }
            watcher.start(this::tidy);
            liveness.start();
            hosts.trouble().ifPresent(trouble -> LOG.log(Level.WARNING, trouble));
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** One of the two ports cannot be listened on. */
    static final class NotListening extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What does not work at present, for every page. */
    private List<String> troubles() {
        return Stream.of(rules.trouble(), hosts.trouble(), jobs.trouble().map(Waiting::detail))
                .flatMap(Optional::stream)
                .toList();
    }

    private void routing(HttpRouting.Builder http) {
        var uploads = new UploadsApi(index, rules, meters, budget, this::uploaded);
        var pages = new Pages(new Parts(
                index,
                jobs,
                rules,
                frames,
                file -> new Story(index, jobs, file).why(),
                settings.provenance(),
                uploads::take,
                budget));
        Problems.handle(http, pages);
        http.addFilter(new Ending(settings.departure()))
                .addFilter(new Guard(hosts))
                .addFilter(new Admission(budget))
                .addFilter(new Demands());
        var routes = new Routes(http);
        routes.register(uploads);
        routes.register("/api/v1/files", new FilesApi(index, jobs), new ContentApi(index, budget));
        routes.register("/api/v1/trash", new TrashApi(index, rules));
        routes.register("/api/v1/runs", new RunsApi(index.runs(), jobs, budget));
        routes.register("/api/v1/schedules", new SchedulesApi(jobs));
        routes.register("/api/v1/summary", summary);
        routes.register("/api/v1/events", new EventsApi(events, summary::summary, budget));
        routes.register(new ReportsSite(index.volume(), budget), new Description());
        known = routes.known();
        routes.register(pages);
        http.any(routes::unknown);
    }

    private void health(HttpRouting.Builder http) {
        var use = new BudgetMetrics(budget, () -> web.connections(), index::queries);
        var metrics = new Metrics(index, meters, use::tell, clock);
        new Health(index, metrics, () -> liveness.doubt(), settings.departure()).serve(http);
    }

    private boolean isHeard() {
        return new Probe(bound(settings.bind()), port(), ANSWER).isAnswered();
    }

    private void uploaded(StoredFile file) {
        watcher.changed(file);
        jobs.uploaded();
    }

    private void tidy() {
        rules.refresh();
        index.reserve().takeBack();
    }

    private static InetAddress bound(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it was found when it was bound", e);
        }
    }

    /** The API's addresses. */
    List<Routes.Known> known() {
        return known;
    }

    public int port() {
        return web.port();
    }

    public int healthPort() {
        return web.healthPort();
    }

    /** Where to open it in a browser, with a final slash. */
    public String address() {
        String host = settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    /** Starts a run, or joins one, and waits for its end; what went wrong, if anything did. */
    Optional<String> complete(Run.Kind kind) throws InterruptedException {
        long place = events.end();
        Run run = jobs.start(kind, Run.Trigger.COMMAND, null, null).run();
        while (!run.status().ended()) {
            Events.Batch batch = events.after(place, POLL);
            if (batch.closed()) {
                throw new InterruptedException("stopped");
            }
            place = batch.events().isEmpty() ? place : batch.events().getLast().place();
            run = index.runs().find(run.id()).orElseThrow();
        }
        return run.status() == Run.Status.DONE ? Optional.empty() : Optional.of(String.valueOf(run.message()));
    }

    /** Stops without a request lost: serves on until nobody is sent here any more, then closes. */
    void leave() {
        settings.departure().begin();
        close();
    }

    /** Lets what is in flight end, within the grace. */
    @Override
    public void close() {
        liveness.close();
        events.close();
        reasons.close();
        watcher.close();
        jobs.close();
        web.close();
        index.close();
    }
}
