package dev.tallyman.ui.html;

import dev.tallyman.ui.html.assets.Assets;
import dev.tallyman.ui.html.file.FileService;
import dev.tallyman.ui.html.files.FileListService;
import dev.tallyman.ui.html.files.UploadForm;
import dev.tallyman.ui.html.files.ZipDownload;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.runs.RunListService;
import dev.tallyman.ui.html.runs.RunService;
import dev.tallyman.ui.html.trash.TrashService;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** All pages. */
public final class Pages implements HttpService {
    private final PageContext parts;
    private final PageRenderer html = new PageRenderer();

    public Pages(PageContext parts) {
        this.parts = parts;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register("/assets", new Assets());
        new FileListService(parts, html).routing(rules);
        new UploadForm(parts.uploads()).routing(rules);
        new FormActions(parts).routing(rules);
        new ZipDownload(parts.index(), parts.budget()).routing(rules);
        new FileService(parts, html).routing(rules);
        new TrashService(parts, html).routing(rules);
        new RunListService(parts, html).routing(rules);
        new RunService(parts, html).routing(rules);
    }
}
