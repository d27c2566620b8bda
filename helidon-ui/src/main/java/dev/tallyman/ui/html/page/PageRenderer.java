package dev.tallyman.ui.html.page;

import dev.tallyman.ui.http.ResponseBody;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Renders a page and sends it. */
public final class PageRenderer {
    /**
     * Nothing from elsewhere, nothing inline: a name that gets through as markup still does
     * nothing.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self';"
                    + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Pattern CLOCK = Pattern.compile("<body data-now=\"[^\"]*\"|<span id=\"alive\">As of [0-9:]+");

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.tallyman.ui.html.templates");

    public void send(ServerResponse response, String template, Object page) {
        send(response, Status.OK_200, template, page);
    }

    public void send(ServerResponse response, Status status, String template, Object page) {
        var html = new Utf8ByteOutput();
        templates.render(template, page, html);
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", POLICY);
        byte[] bytes = html.toByteArray();
        ResponseBody.sendUnlessKept(response, bytes, withoutClock(bytes));
    }

    // The names in a page are escaped: none can look like these.
    private static byte[] withoutClock(byte[] html) {
        return CLOCK.matcher(new String(html, StandardCharsets.ISO_8859_1))
                .replaceAll("")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** After a form was posted: the page to look at next. */
    public static void seeOther(ServerResponse response, String url) {
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, url);
        response.send();
    }

    /** What was asked for is at another address. */
    public static void found(ServerResponse response, String url) {
        response.status(Status.FOUND_302).header(HeaderNames.LOCATION, url).send();
    }
}
