package dev.tallyman.ui.html.files;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
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
import dev.tallyman.ui.html.page.Toast;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.volume.Volume;
import io.helidon.common.parameters.Parameters;
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
    private static final int COUNTED = 10_000;
    private static final int NEWS = 1_000;

    private final PageContext context;
    private final Index index;
    private final FrameFactory frames;
    private final PageRenderer html;

    public FileListService(PageContext context, PageRenderer html) {
        this.context = context;
        this.index = context.index();
        this.frames = context.frames();
        this.html = html;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::files).get("/live", this::live);
    }

    private void files(ServerRequest request, ServerResponse response) {
        FilesAddress query = FilesAddress.of(request.query());
        Listing.Page page;
        try {
            page = index.catalog().list(query.listing());
        } catch (IllegalArgumentException e) {
            // A cursor of another order or version: begin again.
            PageRenderer.seeOther(response, query.with("cursor", null).url());
            return;
        }
        html.send(response, "files/list.jte", page(query, page, toast(request.query())));
    }

    private FileListPage page(FilesAddress query, Listing.Page page, @Nullable Toast toast) {
        Totals totals = index.catalog().totals();
        Volume.Space space = index.volume().space();
        Frame frame = frames.frame(title(totals), Frame.Tab.FILES, totals, space);
        List<FileRow> rows = FileRow.of(page.files(), context, frame.now());
        String next = page.next();
        return new FileListPage(
                frame,
                overview(totals, space, frame.now()),
                query,
                FileListPage.Chips.of(totals, query),
                FileListPage.folders(index.catalog().topFolders(), query),
                new FileListPage.Table(
                        FileListPage.columns(query),
                        rows,
                        range(query, rows.size(), count(query, totals)),
                        next == null
                                ? null
                                : query.page(next, query.from() + rows.size()).url(),
                        seen(page.files(), frame.now())),
                empty(rows, totals),
                target(query, space),
                toast);
    }

    private static String title(Totals totals) {
        return totals.files() == 0 ? "No files" : Words.files(totals.files());
    }

    private Overview overview(Totals totals, Volume.Space space, Instant now) {
        Optional<Run> sweep = openSweep();
        Optional<Waiting> waiting = sweep.flatMap(context.jobs()::waiting);
        return Overview.of(totals, space, sweep.orElse(null), waiting, reported(), now);
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

    /** How many files the query has; more than {@link #COUNTED} are not counted one by one. */
    private long count(FilesAddress query, Totals totals) {
        Listing listing = query.listing();
        var only = query.onlyFilter();
        if (query.showsAll()) {
            return totals.files();
        }
        if (only != null && listing.category() != null) {
            return totals.of(listing.category()).files();
        }
        if (only != null && listing.state() != null) {
            return totals.of(listing.state()).files();
        }
        return index.catalog().count(listing, COUNTED);
    }

    private static String range(FilesAddress query, int rows, long count) {
        String order = switch (query.sort()) {
            case "-received" -> "newest first";
            case "received" -> "oldest first";
            case "-size" -> "largest first";
            case "size" -> "smallest first";
            case "-name" -> "names from Z to A";
            default -> "names from A to Z";
        };
        if (rows == 0) {
            return "0 files";
        }
        long from = query.from();
        return "%s to %s of %s%s, %s"
                .formatted(
                        Words.count(from),
                        Words.count(from + rows - 1),
                        count == COUNTED ? "more than " : "",
                        Words.count(Math.max(count, from + rows - 1)),
                        order);
    }

    private static long seen(List<StoredFile> files, Instant now) {
        return files.stream()
                .mapToLong(file -> file.received().toEpochMilli())
                .max()
                .orElse(now.toEpochMilli());
    }

    private static FileListPage.Empty empty(List<FileRow> rows, Totals totals) {
        if (!rows.isEmpty()) {
            return FileListPage.Empty.NO;
        }
        boolean never = totals.states().values().stream().allMatch(count -> count.files() == 0);
        return never ? FileListPage.Empty.INTAKE : FileListPage.Empty.FILTER;
    }

    private static FileListPage.Target target(FilesAddress query, Volume.Space space) {
        var folder = query.listing().folder();
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
        Totals totals = index.catalog().totals();
        Frame frame = frames.frame(title(totals), Frame.Tab.FILES);
        List<StoredFile> shown = FormFields.ids(request.query(), "ids").stream()
                .limit(FilesAddress.ROWS)
                .flatMap(id -> index.catalog().find(id).stream())
                .toList();
        long news = news(request, query);
        FilesAddress first = query.with("cursor", null);
        html.send(
                response,
                "files/live.jte",
                new LiveUpdate(
                        frame.title() + " · " + frame.intake() + " · Tallyman",
                        overview(totals, index.volume().space(), frame.now()),
                        FileListPage.Chips.of(totals, query),
                        frame.trashed() == 0 ? "" : Words.count(frame.trashed()),
                        FileRow.of(shown, context, frame.now()),
                        news == 0 ? null : (news == NEWS ? "Many" : Words.count(news)) + " new, show",
                        first.with("sort", null).url(),
                        frame.now()));
    }

    private long news(ServerRequest request, FilesAddress query) {
        List<Long> seen = FormFields.ids(request.query(), "seen");
        return seen.isEmpty()
                ? 0
                : index.catalog().count(query.listing(Instant.ofEpochMilli(seen.getFirst() + 1)), NEWS);
    }
}
