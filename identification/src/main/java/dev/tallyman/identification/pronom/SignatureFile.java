package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.ByteSequence;
import dev.tallyman.identification.signature.Requirement;
import dev.tallyman.identification.signature.SignatureRule;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
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

    private final SignatureXml xml;
    private final Map<Integer, List<ByteSequence>> sequences = new HashMap<>();
    private final Map<Integer, List<Integer>> users = new TreeMap<>();
    private final List<Pronom.Format> formats = new ArrayList<>();
    private String version = "";
    private String created = "";

    private SignatureFile(SignatureXml xml) {
        this.xml = xml;
    }

    /** Reads one; nothing of it is used unless all of it can be. */
    public static Pronom.Registry read(InputStream in) throws Broken {
        return SignatureXml.read(in, xml -> new SignatureFile(xml).registry());
    }

    private Pronom.Registry registry() throws XMLStreamException {
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            switch (element) {
                case "FFSignatureFile" -> {
                    version = xml.required("Version");
                    created = Objects.requireNonNullElse(xml.attribute("DateCreated"), "");
                }
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
            if (all == null || all.isEmpty()) {
                throw new IllegalArgumentException("signature " + id + " is used and not there");
            }
            signatures.add(new Pronom.Signature(used, SignatureRule.of(Requirement.all(all))));
        });
        return new Pronom.Registry(new Pronom.Source(version, created, ""), formats, signatures, List.of());
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
        int id = xml.number("ID", null);
        List<ByteSequence> all = new ArrayList<>();
        while (!xml.ends("InternalSignature")) {
            if (xml.starts("ByteSequence")) {
                all.add(xml.sequence());
            }
        }
        sequences.put(id, all);
    }

    private void format() throws XMLStreamException {
        int id = xml.number("ID", null);
        String puid = xml.required("PUID");
        String name = xml.required("Name");
        String formatVersion = xml.attribute("Version");
        String mime = xml.attribute("MIMEType");
        List<Integer> over = new ArrayList<>();
        List<String> endings = new ArrayList<>();
        while (!xml.ends("FileFormat")) {
            if (xml.starts("InternalSignatureID")) {
                users.computeIfAbsent(Integer.parseInt(xml.text().strip()), _ -> new ArrayList<>())
                        .add(id);
            } else if (xml.starts("HasPriorityOverFileFormatID")) {
                over.add(Integer.parseInt(xml.text().strip()));
            } else if (xml.starts("Extension")) {
                endings.add(xml.text().strip().toLowerCase(Locale.ROOT));
            }
        }
        formats.add(new Pronom.Format(id, puid, name, formatVersion, mime, over, endings));
    }
}
