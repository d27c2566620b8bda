package dev.tallyman.ui.html;

import dev.tallyman.ui.html.assets.Assets;
import dev.tallyman.ui.html.file.FileService;
import dev.tallyman.ui.html.files.FileListService;
import dev.tallyman.ui.html.files.UploadForm;
import dev.tallyman.ui.html.files.ZipDownload;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.reports.FolderReportsService;
import dev.tallyman.ui.html.runs.RunListService;
import dev.tallyman.ui.html.runs.RunService;
import dev.tallyman.ui.html.trash.TrashService;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** All pages. */
public final class PageServices implements HttpService {
    private final PageContext context;
    private final PageRenderer html = new PageRenderer();

    public PageServices(PageContext context) {
        this.context = context;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register("/assets", new Assets()).get("/favicon.ico", Assets::icon);
        new FileListService(context, html).routing(rules);
        new UploadForm(context.uploads()).routing(rules);
        new FormActions(context).routing(rules);
        new ZipDownload(context.index(), context.budget(), context.rules()).routing(rules);
        new FileService(context, html).routing(rules);
        new TrashService(context, html).routing(rules);
        new RunListService(context, html).routing(rules);
        new FolderReportsService(context, html).routing(rules);
        new RunService(context, html).routing(rules);
    }
}
