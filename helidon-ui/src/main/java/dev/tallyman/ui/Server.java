package dev.tallyman.ui;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.health.BudgetMetrics;
import dev.tallyman.ui.health.EntryMetrics;
import dev.tallyman.ui.health.Health;
import dev.tallyman.ui.health.Liveness;
import dev.tallyman.ui.health.Metrics;
import dev.tallyman.ui.health.SelfProbe;
import dev.tallyman.ui.http.KnownRoutes;
import dev.tallyman.ui.http.listener.Listeners;
import dev.tallyman.ui.intake.Events;
import dev.tallyman.ui.intake.IndexWatcher;
import dev.tallyman.ui.intake.Summary;
import dev.tallyman.ui.intake.UploadCounters;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.LostTexts;
import dev.tallyman.volume.IntakeException;
import io.helidon.webserver.http.HttpRouting;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The web server: everything is wired here, by constructors. */
public final class Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final long POLL = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FOLLOW = Duration.ofMillis(500);
    private static final Duration TEXTS = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ServerParts parts;
    private final UploadCounters counters = new UploadCounters();
    private final Events events;
    private final IndexWatcher watcher;
    private final JobRunner.Watch reasons;
    private final WebRoutes routes;
    private final Listeners web;
    private final Agenda patience = new Agenda("patience");
    private final Agenda names = new Agenda("names");
    private final Liveness liveness;

    Server(ServerParts parts) {
        this.parts = parts;
        var summary = new Summary(parts.index(), parts.jobs());
        this.events = new Events(UUID.randomUUID().toString().substring(0, 8));
        this.watcher = new IndexWatcher(parts.index(), events, summary::json);
        this.reasons = parts.jobs().watch(watcher::runsChanged);
        this.routes = new WebRoutes(parts, counters, summary, events, this::uploaded, this::healthPort);
        this.web = new Listeners(parts.settings().address(), parts.budget(), routes::serve, this::health);
        this.liveness = Liveness.of(this::isHeard, watcher::looks, parts.index());
    }

    /**
     * Opens the volume and serves it.
     *
     * @throws dev.tallyman.volume.IntakeException.Unusable the volume or its index cannot be used
     * @throws dev.tallyman.rules.RulesException the rules cannot be used
     */
    public static Server start(ServerSettings settings, InstantSource clock) {
        return new Server(ServerParts.open(settings, clock)).start();
    }

    Server start() {
        try {
            settleMoves();
            if (!web.start()) {
                throw new NotListening();
            }
            patience.every(PATIENCE, web::letGo);
            watcher.start(this::tidy);
            names.every(FOLLOW, this::follow);
            names.every(TEXTS, new LostTexts(parts.index().texts(), parts.jobs(), parts.clock())::look);
            liveness.start();
            parts.settings().hosts().trouble().ifPresent(trouble -> LOG.log(Level.WARNING, trouble));
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void settleMoves() {
        try {
            parts.index().moves().settle();
        } catch (IntakeException e) {
            LOG.log(
                    Level.WARNING,
                    "What was moved when the last server died waits for the next sweep: " + e.getMessage());
        }
    }

    /** One of the two ports cannot be listened on. */
    static final class NotListening extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void health(HttpRouting.Builder http) {
        var use = new BudgetMetrics(
                parts.budget(), () -> web.connections(), parts.index().measures()::queries);
        var metrics = new Metrics(
                parts.index(),
                counters,
                text -> {
                    use.tell(text);
                    new EntryMetrics(routes.entries()).tell(text);
                },
                parts.clock());
        new Health(
                        parts.index(),
                        metrics,
                        () -> liveness.doubt(),
                        parts.settings().gracefulStop())
                .serve(http);
    }

    private boolean isHeard() {
        return new SelfProbe(bound(parts.settings().bind()), port(), ANSWER).isAnswered();
    }

    private void uploaded(StoredFile file) {
        counters.uploaded(file.size());
        watcher.changed(file);
        parts.jobs().uploaded();
    }

    private void tidy() {
        parts.rules().refresh();
        parts.index().reserve().takeBack();
        parts.index().unfinished().expire();
    }

    // On a thread of its own: after a start, or without a file, it looks at every name.
    private void follow() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = parts.index().names().follow();
        }
    }

    private static InetAddress bound(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it was found when it was bound", e);
        }
    }

    /** The API's addresses. */
    public List<KnownRoutes.Known> known() {
        return routes.known();
    }

    public int port() {
        return web.port();
    }

    public int healthPort() {
        return web.healthPort();
    }

    /** Where to open it in a browser, with a final slash. */
    public String address() {
        String host = parts.settings().bind().equals("0.0.0.0")
                ? "127.0.0.1"
                : parts.settings().bind();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    /** Starts a run, or joins one, and waits for its end; what went wrong, if anything did. */
    Optional<String> complete(Run.Kind kind) throws InterruptedException {
        long place = events.end();
        Run run = parts.jobs().start(kind, Run.Trigger.COMMAND, null, null).run();
        while (!run.status().ended()) {
            Events.Batch batch = events.after(place, POLL);
            if (batch.closed()) {
                throw new InterruptedException("stopped");
            }
            place = batch.events().isEmpty() ? place : batch.events().getLast().place();
            run = parts.index().runs().find(run.id()).orElseThrow();
        }
        return run.status() == Run.Status.DONE ? Optional.empty() : Optional.of(String.valueOf(run.message()));
    }

    /** Stops without a request lost: serves on until nobody is sent here any more, then closes. */
    void leave() {
        parts.settings().gracefulStop().begin();
        close();
    }

    /** Lets what is in flight end, within the grace. */
    @Override
    public void close() {
        liveness.close();
        events.close();
        reasons.close();
        watcher.close();
        parts.jobs().close();
        web.close();
        patience.close();
        names.close();
        parts.index().close();
    }
}
