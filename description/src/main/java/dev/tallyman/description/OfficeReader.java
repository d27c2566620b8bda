package dev.tallyman.description;

import dev.tallyman.description.archive.ZipDirectory;
import dev.tallyman.description.reading.Draft;
import dev.tallyman.description.reading.Reader;
import dev.tallyman.description.reading.Source;
import dev.tallyman.file.Risk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Office documents that are ZIPs of XML: Office Open XML, OpenDocument, EPUB. Own bounded reads of their parts. */
final class OfficeReader implements Reader {
    private static final int PROPERTIES = 1 << 20;
    private static final int BODY = 32 << 20;

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("title", "dc:title"),
            Map.entry("creator", "dc:creator"),
            Map.entry("initial-creator", "meta:initial-author"),
            Map.entry("subject", "dc:subject"),
            Map.entry("description", "dc:description"),
            Map.entry("language", "dc:language"),
            Map.entry("publisher", "dc:publisher"),
            Map.entry("identifier", "dc:identifier"),
            Map.entry("keywords", "meta:keyword"),
            Map.entry("keyword", "meta:keyword"),
            Map.entry("lastModifiedBy", "meta:last-author"),
            Map.entry("created", "dcterms:created"),
            Map.entry("creation-date", "dcterms:created"),
            Map.entry("modified", "dcterms:modified"),
            Map.entry("date", "dcterms:modified"),
            Map.entry("Application", "xmp:CreatorTool"),
            Map.entry("generator", "xmp:CreatorTool"),
            Map.entry("Company", "extended-properties:Company"),
            Map.entry("Pages", "xmpTPg:NPages"),
            Map.entry("Words", "meta:word-count"),
            Map.entry("Slides", "meta:slide-count"),
            Map.entry("Paragraphs", "meta:paragraph-count"),
            Map.entry("Characters", "meta:character-count"));

    private static final Map<String, String> STATISTICS = Map.of(
            "page-count", "xmpTPg:NPages",
            "word-count", "meta:word-count",
            "character-count", "meta:character-count",
            "table-count", "meta:table-count",
            "image-count", "meta:image-count");

    private static final Pattern WORDS = Pattern.compile(
            "word/(document|footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml|ppt/slides/slide\\d+\\.xml|ppt/notesSlides/.*\\.xml"
                    + "|xl/sharedStrings\\.xml|content\\.xml|.*\\.x?html?");

    private static final Set<String> LOADED = Set.of("attachedTemplate", "oleObject", "frame", "subDocument");

    /** Another machine: a template of one’s own disk is every second letter’s. */
    private static final Pattern FAR =
            Pattern.compile("(?is)(?:https?|ftp|mhtml):.*|[\\\\/]{2}.*|file:/{2}[^/].*|file:/{4,}.*");

    private final XMLInputFactory xml = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Else "A &amp; B" comes in three pieces.
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    @Override
    public void read(Source source, String type, Draft draft) throws IOException {
        ZipDirectory directory = new ZipDirectory(source);
        Map<String, Long> counts = new HashMap<>();
        for (ZipDirectory.Entry entry = directory.next(); entry != null; entry = directory.next()) {
            String name = entry.name();
            source.check();
            if (name.equals("docProps/core.xml")
                    || name.equals("docProps/app.xml")
                    || name.equals("meta.xml")
                    || name.endsWith(".opf")) {
                properties(directory.read(entry, PROPERTIES), name.endsWith(".opf"), draft);
            } else if (name.endsWith("vbaProject.bin")
                    || (name.startsWith("Basic/") && name.endsWith(".xml"))
                    || name.startsWith("xl/macrosheets/")) {
                draft.danger(Risk.MACROS);
            } else if (name.endsWith(".rels")) {
                relations(directory.read(entry, PROPERTIES), draft);
            } else if (name.equals("META-INF/manifest.xml")) {
                String manifest =
                        new String(directory.read(entry, PROPERTIES), java.nio.charset.StandardCharsets.UTF_8);
                if (manifest.contains("manifest:encryption-data")) {
                    draft.danger(Risk.ENCRYPTED);
                    draft.put("meta:encrypted", true);
                }
            } else if (name.matches("xl/worksheets/sheet\\d+\\.xml")) {
                counts.merge("meta:sheet-count", 1L, Long::sum);
            } else if (name.matches("ppt/slides/slide\\d+\\.xml")) {
                counts.merge("meta:slide-count", 1L, Long::sum);
            }
            // Also where no words are wanted: fields in them may start programs.
            if ((WORDS.matcher(name).matches() || name.startsWith("xl/externalLinks/")) && !entry.encrypted()) {
                words(directory.read(entry, BODY), draft);
            }
        }
        counts.forEach(draft::put);
    }

    private void properties(byte[] part, boolean book, Draft draft) throws IOException {
        each(part, new Visitor() {
            private @Nullable String element;

            @Override
            public void element(XMLStreamReader reader) {
                element = reader.getLocalName();
                if (reader.getLocalName().equals("document-statistic")) {
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        String name = STATISTICS.get(reader.getAttributeLocalName(i));
                        if (name != null) {
                            draft.put(name, typed(reader.getAttributeValue(i)));
                        }
                    }
                }
            }

            @Override
            public void text(String text) {
                String name = element == null ? null : NAMES.get(element);
                if (name != null && book && element != null && element.equals("date")) {
                    name = "dcterms:issued";
                }
                if (name != null && !text.isBlank()) {
                    draft.put(name, typed(text.strip()));
                }
            }
        });
    }

    private static Object typed(String text) {
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+") ? text.substring(0, 19) : text;
    }

    // A template or a link that is loaded from elsewhere as soon as the document opens.
    private void relations(byte[] part, Draft draft) throws IOException {
        each(part, new Visitor() {
            @Override
            public void element(XMLStreamReader reader) {
                String kind = String.valueOf(reader.getAttributeValue(null, "Type"));
                boolean away = "External".equals(reader.getAttributeValue(null, "TargetMode"));
                String target = String.valueOf(reader.getAttributeValue(null, "Target"));
                if (away
                        && LOADED.contains(kind.substring(kind.lastIndexOf('/') + 1))
                        && FAR.matcher(target).matches()) {
                    draft.danger(Risk.LAUNCH);
                }
            }

            @Override
            public void text(String text) {}
        });
    }

    private void words(byte[] part, Draft draft) throws IOException {
        var words = new OfficeWords(draft);
        each(part, words);
        draft.text(words.text());
    }

    /** Told of what an XML part holds, in order. */
    interface Visitor {
        void element(XMLStreamReader reader);

        void text(String text);
    }

    private void each(byte[] part, Visitor visitor) throws IOException {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(part));
            try {
                while (reader.hasNext()) {
                    switch (reader.next()) {
                        case XMLStreamConstants.START_ELEMENT -> visitor.element(reader);
                        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> visitor.text(reader.getText());
                        default -> {}
                    }
                }
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IOException("a part of it is no XML", e);
        }
    }
}
