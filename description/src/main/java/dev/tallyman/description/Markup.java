package dev.tallyman.description;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** The words of marked-up text. */
final class Markup {
    private static final Pattern HIDDEN = Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,10000}>");

    private Markup() {}

    static String text(String marked) {
        String plain = TAG.matcher(HIDDEN.matcher(marked).replaceAll(" ")).replaceAll(" ");
        return Parser.unescapeEntities(plain, false).replace('\u00a0', ' ');
    }
}
