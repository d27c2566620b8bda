package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final TemplateEngine pages =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, null, "dev.tallyman.report.pages");

    @Test
    void theLayoutCarriesTheHeadThatAllPagesShare() {
        Content content = out -> out.writeUserContent("<script>");
        var html = new StringOutput();

        pages.render("layout.jte", Map.of("title", "Files & more", "content", content), html);

        assertTrue(html.toString().contains("<title>Files &amp; more · Tallyman</title>"));
        assertTrue(html.toString().contains("href=\"assets/tallyman.css\""));
        assertTrue(html.toString().contains("&lt;script&gt;"));
    }
}
