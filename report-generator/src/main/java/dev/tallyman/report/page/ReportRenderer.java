package dev.tallyman.report.page;

import dev.tallyman.look.Stylesheet;
import dev.tallyman.look.TableScript;
import dev.tallyman.report.data.ListPage;
import dev.tallyman.report.data.ReportHead;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Renders the pages of one report into its folder. Pages link by relative paths only. */
public final class ReportRenderer {
    /** No page is larger; what would be is split. */
    static final int MAX_PAGE = 950_000;

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.tallyman.report.templates");
    private final Path folder;
    private final ReportHead report;

    public ReportRenderer(Path folder, ReportHead report) {
        this.folder = folder;
        this.report = report;
    }

    /** What all pages need beside themselves. */
    public void assets() throws IOException {
        Path assets = folder.resolve("assets");
        Files.write(assets.resolve("tallyman.css"), Stylesheet.bytes());
        Files.write(assets.resolve(TableScript.NAME), TableScript.bytes());
    }

    /** The page that opens first. */
    public void index(Dashboard dashboard) throws IOException {
        write("index.html", render("index.jte", Map.of("d", dashboard, "draw", (Function<Section.Part, Content>)
                this::part)));
    }

    private Content part(Section.Part part) {
        return out -> templates.render(part.template(), part.values(), out);
    }

    /**
     * One page of a list.
     *
     * @return false when it would be too large, and nothing is written
     */
    public boolean list(ListPage page, String template, List<?> rows) throws IOException {
        Utf8ByteOutput html = list(page, table(template, rows));
        if (html.getContentLength() > MAX_PAGE && rows.size() > 1) {
            return false;
        }
        write(page.path(), html);
        return true;
    }

    private Utf8ByteOutput list(ListPage page, Content table) {
        Map<String, Object> params = new HashMap<>();
        params.put("page", page);
        params.put("report", report);
        params.put("table", table);
        return render("list.jte", params);
    }

    private Content table(String template, List<?> rows) {
        return out -> templates.render(template, Map.of("rows", rows), out);
    }

    private Utf8ByteOutput render(String template, Map<String, Object> params) {
        var html = new Utf8ByteOutput();
        templates.render(template, params, html);
        return html;
    }

    private void write(String page, Utf8ByteOutput html) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(page))) {
            html.writeTo(bytes(out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Utf8ByteOutput.DataConsumer bytes(OutputStream out) {
        return (bytes, from, length) -> out.write(bytes, from, length);
    }
}
