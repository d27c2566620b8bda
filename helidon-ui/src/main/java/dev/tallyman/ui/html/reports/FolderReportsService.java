package dev.tallyman.ui.html.reports;

import dev.tallyman.index.Index;
import dev.tallyman.index.people.Sight;
import dev.tallyman.look.Name;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Files;
import java.util.List;

/** Leads to the newest report, or to those of the folders that whoever asks may see. */
public final class FolderReportsService implements HttpService {
    private final FrameFactory frames;
    private final Index index;
    private final PageRenderer html;

    public FolderReportsService(PageContext context, PageRenderer html) {
        this.frames = context.frames();
        this.index = context.index();
        this.html = html;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/reports", this::reports);
    }

    private void reports(ServerRequest request, ServerResponse response) {
        if (Visit.currentReach().least().covers(Role.VIEWER)) {
            PageRenderer.found(response, "/reports/latest/");
            return;
        }
        List<FolderReportsPage.Folder> folders = folders();
        switch (folders.size()) {
            case 0 -> Visit.requireEverywhere(Role.VIEWER);
            case 1 -> PageRenderer.found(response, folders.getFirst().url());
            default ->
                html.send(
                        response,
                        "reports/folders.jte",
                        new FolderReportsPage(frames.frame("Reports", Frame.Tab.NONE), folders));
        }
    }

    private List<FolderReportsPage.Folder> folders() {
        var reports = index.volume().reports().resolve("latest/folders");
        Sight sight = Sight.current();
        return index.catalog().topFolders().stream()
                .filter(folder -> sight.seesAllIn(folder) && Files.isDirectory(folder.under(reports)))
                .map(folder -> new FolderReportsPage.Folder(
                        Name.of(folder.text()), "/reports/latest/folders/" + folder.url() + "/"))
                .toList();
    }
}
