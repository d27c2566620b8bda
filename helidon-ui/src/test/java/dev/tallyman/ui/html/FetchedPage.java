package dev.tallyman.ui.html;

import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page as a browser without scripts sees it. */
record FetchedPage(Document document) {
    static FetchedPage of(HttpResponse<String> answer) {
        return new FetchedPage(Jsoup.parse(answer.body()));
    }

    private Element first(String selector) {
        return document.selectStream(selector)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + selector + " in\n" + document));
    }

    String text(String selector) {
        return first(selector).text();
    }

    String attribute(String selector, String name) {
        return first(selector).attr(name);
    }

    List<String> all(String selector) {
        return document.selectStream(selector).map(Element::text).toList();
    }

    List<String> attributes(String selector, String name) {
        return document.selectStream(selector).map(each -> each.attr(name)).toList();
    }
}
