package dev.tallyman.ui;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.people.Author;
import dev.tallyman.look.Version;
import dev.tallyman.rules.Access;
import dev.tallyman.ui.access.Authentication;
import dev.tallyman.ui.access.BreakGlass;
import dev.tallyman.ui.access.EntryCounters;
import dev.tallyman.ui.access.Network;
import dev.tallyman.ui.access.OpenIdIssuer;
import dev.tallyman.ui.access.PasswordFile;
import dev.tallyman.ui.access.RoleGuard;
import dev.tallyman.ui.access.SignInFilter;
import dev.tallyman.ui.access.TrustedProxy;
import dev.tallyman.ui.access.Visitors;
import dev.tallyman.ui.api.ApiDescription;
import dev.tallyman.ui.api.ContentApi;
import dev.tallyman.ui.api.EventsApi;
import dev.tallyman.ui.api.FilesApi;
import dev.tallyman.ui.api.HistoryApi;
import dev.tallyman.ui.api.KnownApi;
import dev.tallyman.ui.api.MeApi;
import dev.tallyman.ui.api.ReportsSite;
import dev.tallyman.ui.api.SummaryApi;
import dev.tallyman.ui.api.TokensApi;
import dev.tallyman.ui.api.TrashApi;
import dev.tallyman.ui.api.TusApi;
import dev.tallyman.ui.api.UploadLimits;
import dev.tallyman.ui.api.UploadsApi;
import dev.tallyman.ui.api.change.BulkApi;
import dev.tallyman.ui.api.change.MovesApi;
import dev.tallyman.ui.api.change.ReadAgainApi;
import dev.tallyman.ui.api.inside.MembersApi;
import dev.tallyman.ui.api.inside.ThumbnailApi;
import dev.tallyman.ui.api.runs.RunsApi;
import dev.tallyman.ui.api.runs.SchedulesApi;
import dev.tallyman.ui.html.ErrorPages;
import dev.tallyman.ui.html.PageServices;
import dev.tallyman.ui.html.about.AboutService;
import dev.tallyman.ui.html.about.ApiPageService;
import dev.tallyman.ui.html.about.RulesService;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.people.AccountService;
import dev.tallyman.ui.html.people.ActivityService;
import dev.tallyman.ui.html.people.IssuerService;
import dev.tallyman.ui.html.people.SignInService;
import dev.tallyman.ui.html.people.SignOutService;
import dev.tallyman.ui.html.reports.CompareFilesService;
import dev.tallyman.ui.html.reports.PastReportsService;
import dev.tallyman.ui.http.KnownRoutes;
import dev.tallyman.ui.http.listener.AdmissionFilter;
import dev.tallyman.ui.http.listener.CrossSiteFilter;
import dev.tallyman.ui.http.listener.DrainFilter;
import dev.tallyman.ui.http.listener.UnsupportedFilter;
import dev.tallyman.ui.intake.BulkWork;
import dev.tallyman.ui.intake.Events;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.Summary;
import dev.tallyman.ui.intake.UploadCounters;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The routes of the first port: the pages, the API and the reports, behind their filters. */
final class WebRoutes {
    private final ServerParts parts;
    private final UploadCounters counters;
    private final Summary summary;
    private final Events events;
    private final Consumer<StoredFile> uploaded;
    private final IntSupplier healthPort;
    private final FrameFactory frames;
    private final EntryCounters entries = new EntryCounters();
    private List<KnownRoutes.Known> known = List.of();

    /**
     * @param uploaded told after each upload: files wait
     * @param healthPort where health and metrics are told
     */
    WebRoutes(
            ServerParts parts,
            UploadCounters counters,
            Summary summary,
            Events events,
            Consumer<StoredFile> uploaded,
            IntSupplier healthPort) {
        this.parts = parts;
        this.counters = counters;
        this.summary = summary;
        this.events = events;
        this.uploaded = uploaded;
        this.healthPort = healthPort;
        this.frames = new FrameFactory(
                parts.index(),
                parts.index().volume().intake(parts.settings().namespace()),
                () -> parts.rules().get().version(),
                parts::troubles,
                parts.clock());
    }

    /** The API's addresses. */
    List<KnownRoutes.Known> known() {
        return known;
    }

    /** Who came in and who did not. */
    EntryCounters entries() {
        return entries;
    }

    void serve(HttpRouting.Builder http) {
        var limits = new UploadLimits(parts.index(), parts.rules(), counters);
        var uploads = new UploadsApi(parts.index(), limits, parts.budget(), uploaded, parts.clock());
        var pages = new PageServices(new PageContext(
                parts.index(),
                parts.jobs(),
                parts.rules(),
                frames,
                parts.settings().provenance(),
                uploads::take,
                parts.budget()));
        filters(http);
        var routes = new KnownRoutes(
                http, new RoleGuard(this::rulesOfAccess, parts.index().events(), entries));
        routes.register(uploads);
        routes.register("/api/v1/uploads", new TusApi(parts.index(), limits, parts.budget(), uploaded, parts.clock()));
        var actions = new FileActions(parts.index(), parts.jobs());
        routes.register(
                "/api/v1/files",
                new KnownApi(parts.index()),
                new FilesApi(parts.index(), parts.jobs(), actions, parts.rules()),
                new ReadAgainApi(parts.index(), parts.jobs(), parts.rules()),
                new ContentApi(parts.index(), actions, parts.budget(), parts.rules()),
                new MembersApi(parts.index(), actions),
                new ThumbnailApi(parts.index(), actions, parts.rules()));
        routes.register(
                "/api/v1", new MovesApi(actions), new BulkApi(parts.index(), new BulkWork(parts.index(), actions)));
        routes.register("/api/v1/trash", new TrashApi(parts.index(), actions, parts.rules()));
        routes.register("/api/v1/runs", new RunsApi(parts.index().runs(), parts.jobs(), parts.budget()));
        routes.register("/api/v1/schedules", new SchedulesApi(parts.jobs()));
        routes.register("/api/v1/summary", new SummaryApi(summary));
        routes.register("/api/v1/me", new MeApi());
        routes.register("/api/v1/tokens", new TokensApi(parts.index().tokens()));
        routes.register("/api/v1/events/history", new HistoryApi(parts.index().events()));
        routes.register("/api/v1/events", new EventsApi(events, summary::json, parts.budget()));
        routes.register(new ReportsSite(parts.index().volume(), parts.budget()), new ApiDescription());
        known = routes.known();
        routes.register(pages);
        background(routes);
        people(routes);
        http.any(routes::unknown);
    }

    private void background(KnownRoutes routes) {
        var self = parts.settings().provenance();
        var version = Version.of(parts.settings().environment());
        routes.register(
                new RulesService(parts.rules(), self.revision(), frames),
                new ApiPageService(frames, new PageRenderer()),
                new PastReportsService(parts.index().volume(), frames),
                new CompareFilesService(parts.index().volume(), frames),
                new ActivityService(parts.index().events(), frames),
                new AboutService(
                        parts.index(),
                        new AboutService.Self(version, self.image(), healthPort),
                        frames,
                        parts.clock()));
    }

    private void people(KnownRoutes routes) {
        Authentication authentication = parts.settings().authentication();
        if (authentication == null) {
            return;
        }
        Visitors visitors = visitors(authentication);
        switch (authentication) {
            case PasswordFile passwords ->
                routes.register(
                        new SignInService(passwords, visitors, frames), new SignOutService(visitors, "/sign-in"));
            case OpenIdIssuer issuer ->
                routes.register(
                        new IssuerService(issuer, visitors, frames), new SignOutService(visitors, "/sign-in/left"));
            case TrustedProxy _, BreakGlass _ -> {
                // signing in and out is the proxy’s, or nobody’s
            }
        }
        routes.register(new AccountService(frames, () -> rulesOfAccess().contact(), authentication.hasPage()));
    }

    private Visitors visitors(Authentication authentication) {
        return new Visitors(parts.index(), authentication, entries, this::rulesOfAccess);
    }

    private Access rulesOfAccess() {
        return parts.rules().get().access();
    }

    // In this order: the first one sees the request first and the answer last.
    private void filters(HttpRouting.Builder http) {
        var errors = new ErrorPages(frames);
        errors.serve(http);
        http.addFilter(new DrainFilter(parts.settings().gracefulStop()))
                .addFilter(new CrossSiteFilter(parts.settings().hosts()))
                .addFilter(new AdmissionFilter(parts.budget()));
        Authentication authentication = parts.settings().authentication();
        if (authentication != null) {
            http.addFilter(new SignInFilter(visitors(authentication), authentication, errors::answer, entries));
        } else {
            http.addFilter((chain, request, _) ->
                    Author.unnamed(Network.near(request).toString()).run(chain::proceed));
        }
        http.addFilter(new UnsupportedFilter());
    }
}
