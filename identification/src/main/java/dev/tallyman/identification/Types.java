package dev.tallyman.identification;

import dev.tallyman.identification.signature.SignatureRule;
import dev.tallyman.identification.xml.XmlRoot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code types.tsv}: Tika's types and ours, what they are forms of, what people call
 * them, what endings and root elements mean, and their signatures in the order in which they
 * decide.
 */
final class Types {
    private record Type(
            String name, @Nullable String parent, @Nullable String words) {}

    /**
     * What an XML text's first element means.
     *
     * @param namespace empty for none
     * @param name empty for any
     */
    private record Root(String namespace, String name, String mime) {}

    /** A signature of a type; of several that a file has, the one with the higher priority decides. */
    record Signature(String mime, int priority, SignatureRule rule) {}

    private final Map<String, Type> types = new HashMap<>(4096);
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, String> endings = new HashMap<>(4096);
    private final List<Root> roots = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();

    Types() {
        for (String line : KnowledgeTable.lines("types.tsv")) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            switch (cells[0]) {
                case "T" -> add(cells);
                case "E" -> endings.put(cells[1], cells[2]);
                case "X" -> roots.add(new Root(cells[1], cells[2], cells[3]));
                case "S" ->
                    signatures.add(new Signature(
                            cells[1], Integer.parseInt(cells[2]), SignatureRule.written(cells[3], cells[4])));
                default -> throw new IllegalStateException("types.tsv: " + line);
            }
        }
    }

    private void add(String[] cells) {
        Type type = new Type(cells[1], cells[2].isEmpty() ? null : cells[2], cells[4].isEmpty() ? null : cells[4]);
        types.put(type.name(), type);
        if (!cells[3].isEmpty()) {
            for (String alias : cells[3].split(",", -1)) {
                aliases.put(alias, type.name());
            }
        }
    }

    List<Signature> signatures() {
        return List.copyOf(signatures);
    }

    /** Every type that there is a name for. */
    List<String> all() {
        return types.keySet().stream().sorted().toList();
    }

    /** What an ending is taken for, or null. */
    @Nullable
    String ofEnding(String ending) {
        String mime = endings.get(ending);
        return mime == null ? endings.get(ending.toLowerCase(Locale.ROOT)) : mime;
    }

    /** The type that an XML text's first element tells, or null. */
    @Nullable
    String ofRoot(XmlRoot.Element element) {
        for (Root root : roots) {
            if (root.namespace().equals(element.namespace()) && root.name().equals(element.name())) {
                return root.mime();
            }
        }
        return null;
    }

    /** The name that stands for an alias; a parameter stays. */
    String normal(String mime) {
        if (types.containsKey(mime)) {
            return mime;
        }
        String name = aliases.get(mime);
        if (name != null) {
            return name;
        }
        int parameters = mime.indexOf(';');
        if (parameters < 0) {
            return mime;
        }
        String bare = normal(mime.substring(0, parameters).strip());
        return bare + "; " + mime.substring(parameters + 1).strip();
    }

    /** True when the table has a line for this very name. */
    boolean isRegistered(String mime) {
        return types.containsKey(mime);
    }

    /** True when {@code mime} is {@code ancestor} or a special form of it. */
    boolean isA(String mime, String ancestor) {
        String above = normal(ancestor);
        for (String type = normal(mime); type != null; type = parent(type)) {
            if (type.equals(above)) {
                return true;
            }
        }
        return false;
    }

    /** The type that this one is a form of; null for bytes as such. */
    @Nullable
    String parent(String mime) {
        String name = normal(mime);
        Type type = types.get(name);
        if (type != null) {
            return type.parent() == null ? null : normal(type.parent());
        }
        int parameters = name.indexOf(';');
        if (parameters >= 0) {
            return name.substring(0, parameters);
        }
        if (name.endsWith("+xml")) {
            return Signatures.XML;
        }
        if (name.endsWith("+zip")) {
            return Signatures.ZIP;
        }
        return name.startsWith("text/") ? Signatures.PLAIN : Signatures.BINARY;
    }

    /** Words for a type: a description or an acronym such as {@code PNG}, or null. */
    @Nullable
    String words(String mime) {
        Type type = types.get(normal(mime));
        if (type == null) {
            int parameters = mime.indexOf(';');
            type = parameters < 0
                    ? null
                    : types.get(normal(mime.substring(0, parameters).strip()));
        }
        return type == null ? null : type.words();
    }
}
