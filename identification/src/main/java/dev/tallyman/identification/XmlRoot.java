package dev.tallyman.identification;

/** The first element of an XML text, found without parsing it: no entity is ever looked at. */
final class XmlRoot {
    private XmlRoot() {}

    /** True when the text begins with an XML declaration. */
    static boolean isDeclared(String text) {
        return text.stripLeading().startsWith("<?xml");
    }

    /** The name of the root element without its prefix; empty where there is none. */
    static String of(String text) {
        int at = 0;
        while (at < text.length()) {
            at = text.indexOf('<', at);
            if (at < 0 || at + 1 == text.length()) {
                return "";
            }
            char next = text.charAt(at + 1);
            if (next != '?' && next != '!') {
                return name(text, at + 1);
            }
            at = end(text, at);
        }
        return "";
    }

    private static int end(String text, int at) {
        String until = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?", at) ? "?>" : ">";
        int end = text.indexOf(until, at);
        int subset = until.equals(">") ? text.indexOf('[', at) : -1;
        if (subset >= 0 && subset < end) {
            int closed = text.indexOf("]", subset);
            end = closed < 0 ? -1 : text.indexOf('>', closed);
        }
        return end < 0 ? text.length() : end + until.length();
    }

    private static String name(String text, int start) {
        int at = start;
        while (at < text.length() && !isEnd(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        return name.substring(name.indexOf(':') + 1);
    }

    private static boolean isEnd(char c) {
        return c <= ' ' || c == '>' || c == '/' || c == '<';
    }
}
