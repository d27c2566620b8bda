package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.BytePattern;
import dev.tallyman.identification.signature.ByteSequence;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The XML that signature files and container signature files share: their byte sequences. */
final class SignatureXml {
    /** Reads one kind of file from its first element on. */
    interface Form<T> {
        T read(SignatureXml xml) throws XMLStreamException;
    }

    private final XMLStreamReader xml;

    private SignatureXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Reads all of an open file. */
    interface Reader<T> {
        T read(InputStream in) throws SignatureFile.Broken;
    }

    /** The same of the file under this path, which is said with what is wrong. */
    static <T> T read(Path file, Reader<T> reader) throws SignatureFile.Broken {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return reader.read(in);
        } catch (NoSuchFileException e) {
            throw new SignatureFile.Broken(file + " is not there; check the path", e);
        } catch (IOException e) {
            throw new SignatureFile.Broken(file + " cannot be read: " + e.getMessage(), e);
        } catch (SignatureFile.Broken e) {
            throw new SignatureFile.Broken(file + ", " + e.getMessage(), e);
        }
    }

    /** All of a file, or what is wrong with it and in which line. */
    static <T> T read(InputStream in, Form<T> form) throws SignatureFile.Broken {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return form.read(new SignatureXml(xml));
            } catch (IllegalArgumentException e) {
                int line = xml.getLocation().getLineNumber();
                throw new SignatureFile.Broken("line " + line + ": " + e.getMessage(), e);
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            String what = String.valueOf(e.getMessage()).replaceFirst("(?s).*Message: ", "");
            throw new SignatureFile.Broken("line " + line + ": it is no XML that can be read: " + what, e);
        }
    }

    /** The name of the next element that begins, or null where the file ends. */
    @Nullable
    String nextStart() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
        }
        return null;
    }

    @Nullable
    String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    String text() throws XMLStreamException {
        return xml.getElementText();
    }

    /** The byte sequence whose element has just begun. */
    ByteSequence sequence() throws XMLStreamException {
        String reference = attribute("Reference");
        boolean end = "EOFoffset".equals(reference);
        boolean begin = "BOFoffset".equals(reference);
        List<List<ByteSequence.Step>> parts = new ArrayList<>();
        while (!ends("ByteSequence")) {
            if (starts("SubSequence")) {
                parts.add(part(end, !begin && !end && parts.isEmpty()));
            }
        }
        List<ByteSequence.Step> steps = new ArrayList<>();
        (end ? parts.reversed() : parts).forEach(steps::addAll);
        return new ByteSequence(end ? 'E' : begin ? 'B' : 'V', steps);
    }

    // Fragments of one position are alternatives; those on the left are counted away from the
    // middle.
    private List<ByteSequence.Step> part(boolean backward, boolean anywhere) throws XMLStreamException {
        int least = number("SubSeqMinOffset", 0);
        String bound = attribute("SubSeqMaxOffset");
        int most = bound == null || anywhere ? ByteSequence.UNBOUND : Integer.parseInt(bound);
        // The published file writes 0 where it means no other offset.
        most = most == 0 ? least : most;
        @Nullable BytePattern middle = null;
        TreeMap<Integer, List<Fragment>> left = new TreeMap<>();
        TreeMap<Integer, List<Fragment>> right = new TreeMap<>();
        while (!ends("SubSequence")) {
            if (starts("Sequence")) {
                middle = BytePattern.of(xml.getElementText());
            } else if (starts("LeftFragment")) {
                fragment(left);
            } else if (starts("RightFragment")) {
                fragment(right);
            }
        }
        if (middle == null) {
            throw new IllegalArgumentException("a SubSequence without a Sequence");
        }
        return Fragment.steps(least, most, middle, left, right, backward);
    }

    private void fragment(Map<Integer, List<Fragment>> side) throws XMLStreamException {
        int position = number("Position", null);
        int least = number("MinOffset", 0);
        int most = number("MaxOffset", least);
        side.computeIfAbsent(position, _ -> new ArrayList<>())
                .add(new Fragment(least, most, BytePattern.of(xml.getElementText())));
    }

    /** Goes on to the next event; true when that is the end of this element. */
    boolean ends(String element) throws XMLStreamException {
        return xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(element);
    }

    boolean starts(String element) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(element);
    }

    String required(String attribute) {
        String value = attribute(attribute);
        if (value == null) {
            throw new IllegalArgumentException(xml.getLocalName() + " has no " + attribute);
        }
        return value;
    }

    int number(String attribute, @Nullable Integer otherwise) {
        String value = attribute(attribute);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        return Integer.parseInt(required(attribute).strip());
    }
}
