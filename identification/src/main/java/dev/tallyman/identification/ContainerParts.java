package dev.tallyman.identification;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts of ZIP and OLE2 containers say about the whole: the table {@code parts.tsv}. */
final class ContainerParts {
    private record Part(String name, @Nullable Pattern wild, String mime) {
        boolean isIn(Set<String> names) {
            return wild == null
                    ? names.contains(name)
                    : names.stream().anyMatch(one -> wild.matcher(one).matches());
        }
    }

    /** An entry whose text tells the type of the whole. */
    record Told(String entry, String holds, String mime) {
        // From the text up to the quote: media-type="application/vnd.oasis.opendocument.text"
        @Nullable
        String of(String text) {
            int at = text.indexOf(holds);
            if (at < 0 || !mime.equals("*")) {
                return at < 0 ? null : mime;
            }
            int start = text.indexOf('"', at) + 1;
            int end = text.indexOf('"', start);
            return end < 0 || end - start > 100 ? null : text.substring(start, end);
        }
    }

    private final Map<String, List<Part>> table = KnowledgeTable.grouped("parts.tsv", ContainerParts::part);
    private final List<Told> told =
            KnowledgeTable.grouped("parts.tsv", row -> row).getOrDefault("text", List.of()).stream()
                    .map(row -> new Told(row.required(1), row.required(2), row.required(3)))
                    .toList();
    private final Set<String> decided = Stream.of("type", "entry", "root")
            .flatMap(where -> parts(where).stream())
            .map(Part::mime)
            .collect(Collectors.toSet());

    private static Part part(KnowledgeTable.Row row) {
        String name = row.required(1);
        boolean anywhere = row.required(0).equals("class");
        int star = name.indexOf('*');
        if (star < 0) {
            return new Part(name, null, row.required(2));
        }
        String wild = Pattern.quote(name.substring(0, star))
                + (anywhere ? ".*" : "[^/]*")
                + Pattern.quote(name.substring(star + 1))
                + (name.endsWith("/") ? ".*" : "");
        return new Part(name, Pattern.compile(wild, Pattern.DOTALL), row.required(2));
    }

    private List<Part> parts(String where) {
        return table.getOrDefault(where, List.of());
    }

    /** The type that an OOXML package's list of content types declares. */
    @Nullable
    String ofContentTypes(String xml) {
        String lower = xml.toLowerCase(Locale.ROOT);
        for (Part part : parts("type")) {
            if (lower.contains(part.name())) {
                return part.mime();
            }
        }
        return null;
    }

    /** The entries whose texts tell a type. */
    List<Told> told() {
        return told;
    }

    /** The type that the names in a ZIP's directory tell. */
    @Nullable
    String ofEntries(Set<String> names) {
        String mime = first("entry", names);
        return mime == null ? first("class", names) : mime;
    }

    /** The type that the root element of an XML text tells where no namespace does. */
    @Nullable
    String ofXmlRoot(String root) {
        return first("xml", Set.of(root));
    }

    /** The type that the names in an OLE2 file's root tell. */
    @Nullable
    String ofRoot(Set<String> names) {
        return first("root", names);
    }

    private @Nullable String first(String where, Set<String> names) {
        for (Part part : parts(where)) {
            if (part.isIn(names)) {
                return part.mime();
            }
        }
        return null;
    }

    /** True when a container of this type would have been told by its parts. */
    boolean decide(String mime) {
        return decided.contains(mime) || mime.startsWith("application/vnd.oasis.opendocument.");
    }
}
