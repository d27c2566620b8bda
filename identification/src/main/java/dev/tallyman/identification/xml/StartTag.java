package dev.tallyman.identification.xml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The start tag of an XML element: its name, and the namespaces that its attributes declare. */
final class StartTag {
    private final String text;
    private int at;

    private StartTag(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The element whose name begins at this place; null where no tag of XML stands there. */
    static XmlRoot.@Nullable Element of(String text, int at) {
        return new StartTag(text, at).element();
    }

    private XmlRoot.@Nullable Element element() {
        String name = name();
        if (name.isEmpty()) {
            return null;
        }
        Map<String, String> namespaces = new HashMap<>();
        while (skipSpace() && text.charAt(at) != '>' && text.charAt(at) != '/') {
            String attribute = name();
            String value = attribute.isEmpty() ? null : value();
            if (value == null) {
                return null;
            }
            if (attribute.equals("xmlns")) {
                namespaces.put("", value);
            } else if (attribute.startsWith("xmlns:")) {
                namespaces.put(attribute.substring(6), value);
            }
        }
        if (at == text.length()) {
            return null;
        }
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon);
        return new XmlRoot.Element(namespaces.getOrDefault(prefix, ""), name.substring(colon + 1));
    }

    private String name() {
        int start = at;
        while (at < text.length() && (text.charAt(at) > 0x7f || isNamed(text.charAt(at)))) {
            at++;
        }
        boolean begins = at > start && !Character.isDigit(text.charAt(start)) && "-.".indexOf(text.charAt(start)) < 0;
        return begins ? text.substring(start, at) : "";
    }

    private static boolean isNamed(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '-' || c == '.';
    }

    private @Nullable String value() {
        if (!skipSpace() || text.charAt(at) != '=') {
            return null;
        }
        at++;
        if (!skipSpace()) {
            return null;
        }
        char quote = text.charAt(at);
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            return null;
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value.indexOf('<') < 0 ? value : null;
    }

    private boolean skipSpace() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length();
    }
}
