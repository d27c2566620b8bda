package dev.tallyman.ui.html.files;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.FilesAddress;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.page.Rights;
import dev.tallyman.ui.html.page.Toast;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.volume.Space;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Files page and what of it changes while somebody looks. */
public final class FileListService implements HttpService {
    static final int COUNTED = 10_001;
    private static final int NEWS = 1_000;

    private final PageContext context;
    private final Index index;
    private final FrameFactory frames;
    private final PageRenderer html;
    private final ContentSearch contents;
    private final FolderTreeReader folders;

    public FileListService(PageContext context, PageRenderer html) {
        this.context = context;
        this.index = context.index();
        this.frames = context.frames();
        this.html = html;
        this.contents = new ContentSearch(context);
        this.folders = new FolderTreeReader(index.catalog());
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::files).get("/live", this::live);
    }

    private void files(ServerRequest request, ServerResponse response) {
        FilesAddress query = RememberedView.of(request, response);
        Toast toast = toast(request.query());
        Listing listing;
        try {
            listing = query.listing();
        } catch (Problem | BadPathException e) {
            html.send(response, Status.BAD_REQUEST_400, "files/list.jte", misunderstood(query, Problem.of(e), toast));
            return;
        }
        Facets facets = index.catalog().facets(listing.filter(), COUNTED);
        Pager page;
        try {
            page = Pager.of(index.catalog(), listing, query, facets);
        } catch (IllegalArgumentException e) {
            // A cursor of another order or version: begin again.
            PageRenderer.seeOther(response, query.with("cursor", null).url());
            return;
        }
        html.send(response, "files/list.jte", page(query, listing, facets, page, toast));
    }

    private FileListPage misunderstood(FilesAddress query, Problem problem, @Nullable Toast toast) {
        Facets all = index.catalog().facets(Filter.PRESENT, COUNTED);
        FilesAddress cleared = query.cleared();
        FileListPage whole = page(cleared, Listing.newest(FilesAddress.ROWS), all, Pager.none(cleared, all), toast);
        return whole.inTrouble(problem.detail());
    }

    private FileListPage page(FilesAddress query, Listing listing, Facets facets, Pager page, @Nullable Toast toast) {
        Totals totals = index.catalog().totals();
        Space space = index.volume().space();
        Frame frame = frames.frame(title(totals), Frame.Tab.FILES, totals, space);
        List<FileRow> rows = FileRow.of(page.files(), context, frame.now(), query.picture());
        FilePath folder = listing.filter()
                .find(Condition.Below.class)
                .map(Condition.Below::folder)
                .orElse(null);
        return new FileListPage(
                frame,
                overview(totals, space, frame.now()),
                query,
                FilterChips.of(facets, query),
                FileListPage.folders(index.catalog().topFolders(), query, folder),
                folders.around(query, listing.filter()),
                heading(query, listing, facets),
                new FileListPage.Table(
                        FileListPage.columns(query),
                        rows,
                        page.paging(),
                        seen(page, frame.now()),
                        page.matching(),
                        contents.said(listing.filter(), page.files()),
                        contents.beside(query, listing.filter())),
                empty(rows, totals),
                null,
                target(folder, space),
                toast);
    }

    private FileListPage.Heading heading(FilesAddress query, Listing listing, Facets facets) {
        boolean all = listing.filter().conditions().isEmpty();
        return new FileListPage.Heading(
                ListHeading.of(listing.filter(), facets),
                all ? null : query.cleared().url(),
                note(listing.filter()));
    }

    private @Nullable String note(Filter filter) {
        if (filter.find(Condition.Worded.class).isPresent()) {
            return contents.unread();
        }
        return filter.find(Condition.Named.class).isPresent() && !index.names().isReady()
                ? "The names are being gathered for fast searches; until then each takes longer."
                : null;
    }

    private static String title(Totals totals) {
        return totals.files() == 0 ? "No files" : Words.files(totals.files());
    }

    private Overview overview(Totals totals, Space space, Instant now) {
        // What a run does, and reports say, is of the whole intake.
        boolean whole = Rights.current().whole();
        Optional<Run> sweep = whole ? openSweep() : Optional.empty();
        Optional<Waiting> waiting = sweep.flatMap(context.jobs()::waiting);
        return Overview.of(totals, space, sweep.orElse(null), waiting, whole ? reported() : null, now);
    }

    private Optional<Run> openSweep() {
        return index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1).stream()
                .filter(run -> !run.status().ended())
                .findFirst();
    }

    private @Nullable Instant reported() {
        return index.runs().list(Run.Kind.REPORT, Long.MAX_VALUE, 20).stream()
                .filter(run -> run.status() == Run.Status.DONE && run.ended() != null)
                .map(Run::ended)
                .findFirst()
                .orElse(null);
    }

    // Only where the newest stand first does a page say what came last.
    private static long seen(Pager page, Instant now) {
        return page.isNewest() ? page.files().getFirst().received().toEpochMilli() : now.toEpochMilli();
    }

    private static FileListPage.Empty empty(List<FileRow> rows, Totals totals) {
        if (!rows.isEmpty()) {
            return FileListPage.Empty.NO;
        }
        boolean never = totals.states().values().stream().allMatch(count -> count.files() == 0);
        return never ? FileListPage.Empty.INTAKE : FileListPage.Empty.FILTER;
    }

    private static FileListPage.Target target(@Nullable FilePath folder, Space space) {
        return new FileListPage.Target(
                folder == null ? "files/" : Name.of(folder).plain() + "/",
                folder == null ? "" : folder.url() + "/",
                Words.size(space.free()));
    }

    private @Nullable Toast toast(Parameters query) {
        List<Long> trashed = FormFields.ids(query, "trashed");
        List<StoredFile> files = trashed.stream()
                .limit(FilesAddress.ROWS)
                .flatMap(id -> index.catalog().find(id).stream())
                .filter(file -> file.state() == State.TRASHED)
                .toList();
        if (!files.isEmpty()) {
            String undo = files.stream().map(file -> Long.toString(file.id())).collect(Collectors.joining(","));
            return files.size() == 1
                    ? new Toast(Name.of(files.getFirst().path()), "moved to the trash.", undo)
                    : new Toast(null, Words.files(files.size()) + " moved to the trash.", undo);
        }
        List<Long> uploaded = FormFields.ids(query, "uploaded");
        if (!uploaded.isEmpty()) {
            return new Toast(null, Words.files(uploaded.size()) + " uploaded.", null);
        }
        return query.contains("asked") ? new Toast(null, "Asked for. It starts within seconds.", null) : null;
    }

    private void live(ServerRequest request, ServerResponse response) {
        FilesAddress query = FilesAddress.of(request.query());
        Listing listing = query.listing();
        Facets facets = index.catalog().facets(listing.filter(), COUNTED);
        Totals totals = index.catalog().totals();
        Frame frame = frames.frame(title(totals), Frame.Tab.FILES);
        List<StoredFile> shown = FormFields.ids(request.query(), "ids").stream()
                .limit(FilesAddress.ROWS)
                .flatMap(id -> index.catalog().find(id).stream())
                .toList();
        long news = news(request, listing.filter());
        FilesAddress first = query.with("cursor", null);
        html.send(
                response,
                "files/live.jte",
                new LiveUpdate(
                        frame.title() + " · " + frame.intake() + " · Tallyman",
                        overview(totals, index.volume().space(), frame.now()),
                        query,
                        FilterChips.of(facets, query),
                        folders.around(query, listing.filter()),
                        heading(query, listing, facets),
                        frame.trashed() == 0 ? "" : Words.count(frame.trashed()),
                        FileRow.of(shown, context, frame.now(), query.picture()),
                        news == 0 ? null : (news == NEWS ? "Many" : Words.count(news)) + " new, show",
                        first.with("sort", null).url(),
                        frame.now()));
    }

    private long news(ServerRequest request, Filter filter) {
        List<Long> seen = FormFields.ids(request.query(), "seen");
        return seen.isEmpty()
                ? 0
                : index.catalog()
                        .count(
                                filter.and(new Condition.Arrived(Instant.ofEpochMilli(seen.getFirst() + 1), null)),
                                NEWS);
    }
}
