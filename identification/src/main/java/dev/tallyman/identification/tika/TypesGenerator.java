package dev.tallyman.identification.tika;

import dev.tallyman.identification.signature.Requirement;
import dev.tallyman.identification.signature.SignatureRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.tika.Tika;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.mime.MimeTypesFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code types.tsv} out of tika-core's table and {@code custom-mimetypes.xml}: {@code T} a
 * type with its parent, aliases and words, {@code E} what an ending means, {@code X} what a root
 * element means, {@code S} a signature. Signatures stand in the order in which they decide, which
 * is Tika's: priority, then length, then the type's name backwards.
 */
final class TypesGenerator {
    /** A signature of the table, and what it goes before others by. */
    private record Ranked(String type, int priority, int size, Requirement condition) {}

    /** A condition while it is read. */
    private static final class Open {
        private final int least;
        private final @Nullable Match match;
        private final List<Requirement> inner = new ArrayList<>();
        private int innerSize;

        Open(int least, @Nullable Match match) {
            this.least = least;
            this.match = match;
        }
    }

    private final MimeTypes types;
    private final MediaTypeRegistry registry;
    private final List<Ranked> signatures = new ArrayList<>();
    private final List<String> roots = new ArrayList<>();
    private final TreeSet<String> endings = new TreeSet<>();

    private TypesGenerator(MimeTypes types) {
        this.types = types;
        this.registry = types.getMediaTypeRegistry();
    }

    /** Takes {@code custom-mimetypes.xml} and the table to be written. */
    public static void main(String[] args) throws IOException, MimeTypeException, XMLStreamException {
        Files.writeString(Path.of(args[1]), table(Path.of(args[0])));
    }

    static String table(Path ours) throws IOException, MimeTypeException, XMLStreamException {
        try (InputStream one = tikas();
                InputStream other = Files.newInputStream(ours);
                InputStream first = tikas();
                InputStream second = Files.newInputStream(ours)) {
            var generator = new TypesGenerator(MimeTypesFactory.create(one, other));
            generator.read(first);
            generator.read(second);
            return generator.write();
        }
    }

    private static InputStream tikas() {
        return Objects.requireNonNull(MimeTypes.class.getResourceAsStream("tika-mimetypes.xml"));
    }

    private void read(InputStream in) throws XMLStreamException, MimeTypeException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        String type = "";
        int priority = 50;
        Deque<Open> open = new ArrayDeque<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "mime-type" ->
                        type = types.forName(xml.getAttributeValue(null, "type"))
                                .getName();
                    case "magic" -> priority = Integer.parseInt(attribute(xml, "priority", "50"));
                    case "match" -> open.push(opened(xml));
                    case "glob" -> ending(xml.getAttributeValue(null, "pattern"));
                    case "root-XML" ->
                        roots.add(String.join(
                                "\t", "X", attribute(xml, "namespaceURI", ""), attribute(xml, "localName", ""), type));
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("match")) {
                close(open, type, priority);
            }
        }
    }

    private static Open opened(XMLStreamReader xml) {
        String least = xml.getAttributeValue(null, "minShouldMatch");
        Match match = least != null
                ? null
                : new Match(
                        attribute(xml, "type", "string"),
                        xml.getAttributeValue(null, "offset"),
                        xml.getAttributeValue(null, "value"),
                        xml.getAttributeValue(null, "mask"));
        return new Open(least == null ? 1 : Integer.parseInt(least), match);
    }

    // What is nested must hold as well: one of it, or as many as are asked for.
    private void close(Deque<Open> open, String type, int priority) {
        Open match = open.pop();
        Requirement condition = match.match == null ? null : match.match.condition();
        int size = match.match == null ? 0 : match.match.length();
        if (!match.inner.isEmpty()) {
            Requirement inner =
                    match.least == 1 ? Requirement.any(match.inner) : new Requirement.Joined(match.least, match.inner);
            condition = condition == null ? inner : Requirement.all(List.of(condition, inner));
            size += match.innerSize;
        }
        Requirement whole = Objects.requireNonNull(condition);
        if (open.isEmpty()) {
            signatures.add(new Ranked(type, priority, size, whole));
        } else {
            open.element().inner.add(whole);
            open.element().innerSize = Math.max(open.element().innerSize, size);
        }
    }

    private void ending(String pattern) {
        String ending = pattern.substring(pattern.lastIndexOf('.') + 1);
        if (pattern.startsWith("*.") && ending.matches("[A-Za-z0-9_+-]{1,16}")) {
            endings.add(ending);
            endings.add(ending.toLowerCase(Locale.ROOT));
        }
    }

    private String write() throws MimeTypeException {
        StringBuilder table = new StringBuilder("# Apache Tika, Apache License 2.0, and custom-mimetypes.xml\n");
        for (MediaType type : registry.getTypes()) {
            MediaType parent = registry.getSupertype(type);
            String aliases =
                    registry.getAliases(type).stream().map(MediaType::toString).collect(Collectors.joining(","));
            line(table, "T", type.toString(), parent == null ? "" : parent.toString(), aliases, words(type));
        }
        Tika names = new Tika(types);
        for (String ending : endings) {
            String mime = names.detect("x." + ending);
            if (!mime.equals(MediaType.OCTET_STREAM.toString())) {
                line(table, "E", ending, mime);
            }
        }
        roots.stream()
                .sorted(Comparator.comparing(row -> row.substring(row.lastIndexOf('\t'))))
                .forEach(row -> table.append(row).append('\n'));
        signatures.stream()
                .sorted(Comparator.comparingInt(Ranked::priority)
                        .thenComparingInt(Ranked::size)
                        .thenComparing(Ranked::type)
                        .reversed())
                .forEach(one -> {
                    SignatureRule rule = SignatureRule.of(one.condition());
                    line(table, "S", one.type(), String.valueOf(one.priority()), rule.clues(), rule.toString());
                });
        return table.toString();
    }

    private String words(MediaType type) throws MimeTypeException {
        MimeType registered = types.getRegisteredMimeType(type.toString());
        String description = registered.getDescription();
        return (description.isEmpty() ? registered.getAcronym() : description).replaceAll("\\s+", " ");
    }

    private static String attribute(XMLStreamReader xml, String name, String otherwise) {
        return Objects.requireNonNullElse(xml.getAttributeValue(null, name), otherwise);
    }

    private static void line(StringBuilder table, String... cells) {
        table.append(String.join("\t", cells)).append('\n');
    }
}
