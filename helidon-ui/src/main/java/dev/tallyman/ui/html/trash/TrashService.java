package dev.tallyman.ui.html.trash;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.html.page.FilesAddress;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.page.Toast;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.intake.FileActions;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was thrown away, and the question before it goes for good. */
public final class TrashService implements HttpService {
    private static final int NAMED = 12;
    private static final int COUNTED = 10_001;

    private final PageContext context;
    private final Index index;
    private final PageRenderer html;

    public TrashService(PageContext context, PageRenderer html) {
        this.context = context;
        this.index = context.index();
        this.html = html;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/trash", this::trash).get("/trash/purge", this::purge);
    }

    private void trash(ServerRequest request, ServerResponse response) {
        FilesAddress query = FilesAddress.searchOf(request.query());
        Listing listing = query.listing().in(State.TRASHED);
        Listing.Page page;
        try {
            page = index.catalog().list(listing);
        } catch (IllegalArgumentException e) {
            PageRenderer.seeOther(response, "/trash");
            return;
        }
        Facets found = index.catalog().facets(listing.filter(), COUNTED);
        Duration kept = context.rules().get().retention().trash();
        var actions = new FileActions(index, context.jobs());
        List<TrashPage.Row> rows = page.files().stream()
                .map(file -> new TrashPage.Row(
                        file.id(),
                        Name.of(file.path()),
                        Words.size(file.size()),
                        file.stateSince(),
                        file.stateSince().plus(kept),
                        actions.mayRestore(file),
                        actions.role(file).covers(Role.ADMIN)))
                .toList();
        String next = page.next();
        html.send(
                response,
                "trash/list.jte",
                new TrashPage(
                        context.frames().frame("Trash", Frame.Tab.TRASH),
                        lead(index.catalog().totals().of(State.TRASHED)),
                        Words.roughly(kept),
                        Objects.requireNonNullElse(query.get("q"), ""),
                        rows,
                        range(query, rows.size(), found),
                        next == null ? null : url(query.page(next, query.from() + rows.size())),
                        toast(request)));
    }

    private static String range(FilesAddress place, int rows, Facets found) {
        return rows == 0
                ? ""
                : "%s to %s of %s"
                        .formatted(
                                Words.count(place.from()),
                                Words.count(place.from() + rows - 1),
                                Words.count(found.shown().files()) + (found.more() ? "+" : ""));
    }

    private static String url(FilesAddress place) {
        return "/trash" + place.url().substring(1);
    }

    private static String lead(Totals.Count count) {
        return count.files() == 0
                ? "The trash is empty."
                : "%s in the trash, %s.".formatted(Words.files(count.files()), Words.size(count.bytes()));
    }

    private @Nullable Toast toast(ServerRequest request) {
        List<StoredFile> files = FormFields.ids(request.query(), "restored").stream()
                .flatMap(id -> index.catalog().find(id).stream())
                .filter(file -> file.state().present())
                .toList();
        List<Long> others = FormFields.ids(request.query(), "renamed");
        long renamed = files.stream().filter(file -> others.contains(file.id())).count();
        return switch (files.size()) {
            case 0 -> null;
            case 1 ->
                new Toast(
                        Name.of(files.getFirst().path()),
                        renamed == 1 ? "is back, under this name since its old one was taken." : "is back.",
                        null);
            default ->
                new Toast(
                        null,
                        renamed == 0
                                ? Words.files(files.size()) + " are back."
                                : "%s are back, %s under another name since theirs was taken."
                                        .formatted(Words.files(files.size()), Words.count(renamed)),
                        null);
        };
    }

    private void purge(ServerRequest request, ServerResponse response) {
        List<Long> ids = FormFields.ids(request.query(), "ids");
        boolean all = ids.isEmpty();
        List<StoredFile> files = all
                ? index.catalog().list(Listing.newest(NAMED).in(State.TRASHED)).files()
                : ids.stream()
                        .flatMap(id -> index.catalog().find(id).stream())
                        .filter(file -> file.state() == State.TRASHED)
                        .toList();
        if (files.isEmpty()) {
            PageRenderer.seeOther(response, "/trash");
            return;
        }
        Totals.Count trash = index.catalog().totals().of(State.TRASHED);
        long count = all ? trash.files() : files.size();
        long bytes =
                all ? trash.bytes() : files.stream().mapToLong(StoredFile::size).sum();
        List<Name> names =
                files.stream().limit(NAMED).map(file -> Name.of(file.path())).toList();
        html.send(
                response,
                "trash/purge.jte",
                new TrashPage.Purge(
                        context.frames().frame("Purge", Frame.Tab.TRASH),
                        all
                                ? ""
                                : files.stream()
                                        .map(file -> Long.toString(file.id()))
                                        .collect(Collectors.joining(",")),
                        "Purge %s, %s, for good?".formatted(Words.files(count), Words.size(bytes)),
                        names,
                        count - names.size(),
                        "Purge " + Words.files(count)));
    }
}
