package dev.tallyman.identification.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first element of an XML text, found without parsing it: no entity is ever looked at. */
public final class XmlRoot {
    /**
     * An element with the namespace that it is in.
     *
     * @param namespace empty for none
     */
    public record Element(String namespace, String name) {}

    private XmlRoot() {}

    /** The root of a text that is XML up to there; null where it is none. */
    public static @Nullable Element element(byte[] head) {
        String text = decoded(head);
        int at = text.startsWith("\ufeff") ? 1 : 0;
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '<') {
                if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                    return null;
                }
                at++;
            } else if (text.startsWith("<?", at) || text.startsWith("<!", at)) {
                // A declaration stands first or nowhere.
                if (at > start && text.startsWith("<?xml ", at)) {
                    return null;
                }
                at = end(text, at);
            } else {
                return StartTag.of(text, at + 1);
            }
        }
        return null;
    }

    private static String decoded(byte[] head) {
        boolean big = starts(head, 0xfe, 0xff) || starts(head, 0, '<');
        boolean little = starts(head, 0xff, 0xfe) || starts(head, '<', 0);
        if (big || little) {
            return new String(head, big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        int mark = starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
        return new String(head, mark, head.length - mark, StandardCharsets.ISO_8859_1);
    }

    /** True when the text begins with an XML declaration. */
    public static boolean isDeclared(String text) {
        return text.stripLeading().startsWith("<?xml");
    }

    /** The name of the root element without its prefix; empty where there is none. */
    public static String of(String text) {
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

    private static boolean starts(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (i == bytes.length || (bytes[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }
}
