package dev.tallyman.ui.html;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.html.files.PickedForm;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.ReadAgain;
import dev.tallyman.ui.intake.RunActions;
import dev.tallyman.ui.intake.Selection;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What people do with plain forms. Each answer leads to the page to look at next. */
final class FormActions implements HttpService {
    private final PageContext context;
    private final Index index;
    private final FileActions actions;

    FormActions(PageContext context) {
        this.context = context;
        this.index = context.index();
        this.actions = new FileActions(context.index(), context.jobs());
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/files/trash", this::trashPicked)
                .post("/files/restore", this::restorePicked)
                .post("/files/{id}/trash", this::trash)
                .post("/files/{id}/restore", this::restore)
                .post("/files/{id}/retry", this::retry)
                .post("/files/{id}/move", this::move)
                .post("/files/{id}/release", this::release)
                .post("/files/identify", (request, response) -> picked(request, response, identify()))
                .post("/files/{id}/identify", (request, response) -> again(request, response, identify()))
                .post("/files/describe", (request, response) -> picked(request, response, describe()))
                .post("/files/{id}/describe", (request, response) -> again(request, response, describe()))
                .post("/trash/purge", this::purge)
                .post("/runs", this::start)
                .post("/runs/{id}/cancel", this::cancel)
                .post(
                        "/schedules/{name}/pause",
                        (request, response) -> schedule(request, response, context.jobs()::pause))
                .post(
                        "/schedules/{name}/resume",
                        (request, response) -> schedule(request, response, context.jobs()::resume));
    }

    private void trashPicked(ServerRequest request, ServerResponse response) throws IOException {
        var form = new FormFields(request);
        List<Long> trashed = new ArrayList<>();
        List<IntakeException.Replaced> refused = new ArrayList<>();
        for (long id : form.ids("id")) {
            Optional<StoredFile> file = index.catalog().find(id).filter(found -> found.state() != State.TRASHED);
            if (file.isPresent()) {
                try {
                    trashed.add(actions.trash(file.get()).id());
                } catch (IntakeException.Replaced e) {
                    refused.add(e); // it stays in the list; the others go
                }
            }
        }
        if (trashed.isEmpty() && !refused.isEmpty()) {
            throw refused.getFirst();
        }
        PageRenderer.seeOther(response, form.back("/", trashed.isEmpty() ? "" : "trashed=" + join(trashed)));
    }

    private void restorePicked(ServerRequest request, ServerResponse response) throws IOException {
        var form = new FormFields(request);
        List<Long> restored = new ArrayList<>();
        List<Long> renamed = new ArrayList<>();
        for (long id : form.ids("ids")) {
            Optional<StoredFile> file = index.catalog().find(id).filter(found -> found.state() == State.TRASHED);
            if (file.isPresent()) {
                restored.add(id);
                if (!actions.restore(file.get()).path().equals(file.get().path())) {
                    renamed.add(id);
                }
            }
        }
        String done = restored.isEmpty() ? "" : "restored=" + join(restored);
        PageRenderer.seeOther(
                response, form.back("/trash", renamed.isEmpty() ? done : done + "&renamed=" + join(renamed)));
    }

    private static String join(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void trash(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.trash(actions.find(request));
        PageRenderer.seeOther(response, "/?trashed=" + file.id());
    }

    private void restore(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.restore(actions.find(request));
        PageRenderer.seeOther(response, "/files/" + file.id());
    }

    private void retry(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.retry(actions.find(request));
        PageRenderer.seeOther(response, "/files/" + file.id());
    }

    private void move(ServerRequest request, ServerResponse response) throws IOException {
        var form = new FormFields(request);
        StoredFile file =
                actions.move(actions.find(request), FilePath.of(form.get("to").strip()));
        PageRenderer.seeOther(response, "/files/" + file.id());
    }

    private void release(ServerRequest request, ServerResponse response) throws IOException {
        StoredFile file = actions.find(request);
        actions.release(file, context.rules().get(), new FormFields(request).get("reason"));
        PageRenderer.seeOther(response, "/files/" + file.id());
    }

    private void picked(ServerRequest request, ServerResponse response, ReadAgain again) throws IOException {
        var form = new FormFields(request);
        Run run = switch (PickedForm.selection(index, form)) {
            case Selection.Picked picked -> again.files(picked.ids()).run();
            case Selection.Matching matching -> again.all(matching.filter()).run();
        };
        PageRenderer.seeOther(response, form.back("/", "asked=" + run.id()));
    }

    private void again(ServerRequest request, ServerResponse response, ReadAgain again) {
        StoredFile file = actions.find(request);
        FileActions.requireEditor(file, false);
        again.files(List.of(file.id()));
        PageRenderer.seeOther(response, "/files/" + file.id());
    }

    private ReadAgain identify() {
        return ReadAgain.identify(index, context.jobs());
    }

    private ReadAgain describe() {
        return ReadAgain.describe(index, context.jobs(), context.rules().get());
    }

    private void purge(ServerRequest request, ServerResponse response) throws IOException {
        var form = new FormFields(request);
        if (form.get("all").equals("all")) {
            Visit.requireEverywhere(Role.ADMIN);
            index.trash().empty();
        } else {
            List<StoredFile> files = form.ids("ids").stream()
                    .flatMap(id -> index.catalog().find(id).stream())
                    .toList();
            files.forEach(file -> Visit.require(Role.ADMIN, file.path()));
            files.forEach(file -> index.trash().purge(file.id()));
        }
        PageRenderer.seeOther(response, "/trash");
    }

    private void start(ServerRequest request, ServerResponse response) throws IOException {
        var form = new FormFields(request);
        Run.Kind kind = RunActions.kind(form.get("kind"));
        Run run = context.jobs().start(kind, Run.Trigger.CLICK, null, null).run();
        String page = "/runs/" + run.id();
        PageRenderer.seeOther(response, form.get("back").isEmpty() ? page : form.back(page, "asked=" + run.id()));
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        var runs = new RunActions(index.runs(), context.jobs());
        Run run = runs.cancel(runs.find(request));
        PageRenderer.seeOther(response, "/runs/" + run.id());
    }

    private static void schedule(ServerRequest request, ServerResponse response, Consumer<Run.Kind> change) {
        change.accept(RunActions.kind(request.path().pathParameters().get("name")));
        PageRenderer.seeOther(response, "/runs");
    }
}
