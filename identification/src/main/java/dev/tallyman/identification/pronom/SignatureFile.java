package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.BytePattern;
import dev.tallyman.identification.signature.ByteSequence;
import dev.tallyman.identification.signature.Condition;
import dev.tallyman.identification.signature.Rule;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a DROID signature file, as The National Archives publish it. What is wrong with one is said
 * with its line.
 *
 * @see <a
 *     href="https://www.nationalarchives.gov.uk/aboutapps/pronom/droid-signature-files.htm">signature
 *     files</a>
 */
public final class SignatureFile {
    /** A signature file that is none. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final XMLStreamReader xml;
    private final Map<Integer, List<ByteSequence>> sequences = new HashMap<>();
    private final Map<Integer, List<Integer>> users = new TreeMap<>();
    private final List<Pronom.Format> formats = new ArrayList<>();
    private String version = "";

    private SignatureFile(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Reads one; nothing of it is used unless all of it can be. */
    public static Pronom.Registry read(InputStream in) throws Broken {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            return of(xml);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            String what = String.valueOf(e.getMessage()).replaceFirst("(?s).*Message: ", "");
            throw new Broken("line " + line + ": it is no XML that can be read: " + what, e);
        }
    }

    private static Pronom.Registry of(XMLStreamReader xml) throws XMLStreamException, Broken {
        try {
            return new SignatureFile(xml).registry();
        } catch (IllegalArgumentException e) {
            int line = xml.getLocation().getLineNumber();
            throw new Broken("line " + line + ": " + e.getMessage(), e);
        }
    }

    private Pronom.Registry registry() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "FFSignatureFile" -> version = required("Version");
                case "InternalSignature" -> signature();
                case "FileFormat" -> format();
                default -> {}
            }
        }
        if (version.isEmpty() || formats.isEmpty()) {
            throw new IllegalArgumentException(
                    "this is no DROID signature file: it has no FFSignatureFile with formats");
        }
        refuseCircles();
        List<Pronom.Signature> signatures = new ArrayList<>();
        users.forEach((id, used) -> {
            List<ByteSequence> all = sequences.get(id);
            if (all == null) {
                throw new IllegalArgumentException("signature " + id + " is used and not there");
            }
            signatures.add(new Pronom.Signature(used, Rule.of(Condition.all(all))));
        });
        return new Pronom.Registry(version, formats, signatures);
    }

    // Formats that have priority over each other would all lose.
    private void refuseCircles() {
        Map<Integer, Pronom.Format> byId = new HashMap<>();
        formats.forEach(format -> byId.put(format.id(), format));
        Map<Integer, Boolean> done = new HashMap<>();
        for (Pronom.Format format : formats) {
            follow(format, byId, done);
        }
    }

    private static void follow(Pronom.Format format, Map<Integer, Pronom.Format> byId, Map<Integer, Boolean> done) {
        Boolean state = done.put(format.id(), false);
        if (state != null && !state) {
            throw new IllegalArgumentException(format.puid() + " has priority over itself, through others");
        }
        if (state == null) {
            for (int id : format.over()) {
                Pronom.Format below = byId.get(id);
                if (below != null) {
                    follow(below, byId, done);
                }
            }
        }
        done.put(format.id(), true);
    }

    private void signature() throws XMLStreamException {
        int id = number("ID", null);
        List<ByteSequence> all = new ArrayList<>();
        while (!ends("InternalSignature")) {
            if (starts("ByteSequence")) {
                all.add(sequence());
            }
        }
        sequences.put(id, all);
    }

    private ByteSequence sequence() throws XMLStreamException {
        String reference = xml.getAttributeValue(null, "Reference");
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
        String bound = xml.getAttributeValue(null, "SubSeqMaxOffset");
        int most = bound == null || anywhere ? ByteSequence.UNBOUND : Integer.parseInt(bound);
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
        int most = number("MaxOffset", 0);
        side.computeIfAbsent(position, _ -> new ArrayList<>())
                .add(new Fragment(least, most, BytePattern.of(xml.getElementText())));
    }

    private void format() throws XMLStreamException {
        int id = number("ID", null);
        String puid = required("PUID");
        String name = required("Name");
        String formatVersion = xml.getAttributeValue(null, "Version");
        String mime = xml.getAttributeValue(null, "MIMEType");
        List<Integer> over = new ArrayList<>();
        while (!ends("FileFormat")) {
            if (starts("InternalSignatureID")) {
                users.computeIfAbsent(Integer.parseInt(xml.getElementText().strip()), _ -> new ArrayList<>())
                        .add(id);
            } else if (starts("HasPriorityOverFileFormatID")) {
                over.add(Integer.parseInt(xml.getElementText().strip()));
            }
        }
        formats.add(new Pronom.Format(id, puid, name, formatVersion, mime, over));
    }

    private boolean ends(String element) throws XMLStreamException {
        return xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(element);
    }

    private boolean starts(String element) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(element);
    }

    private String required(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null) {
            throw new IllegalArgumentException(xml.getLocalName() + " has no " + attribute);
        }
        return value;
    }

    private int number(String attribute, @Nullable Integer otherwise) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        return Integer.parseInt(required(attribute).strip());
    }
}
