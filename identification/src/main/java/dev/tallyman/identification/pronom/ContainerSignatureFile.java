package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.ByteSequence;
import dev.tallyman.identification.signature.Requirement;
import dev.tallyman.identification.signature.SignatureRule;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads a container signature file, as The National Archives publish it beside the other one. */
final class ContainerSignatureFile {
    /** What a file says of one id before it says which format that is. */
    private record Unmapped(String kind, List<ContainerSignature.Part> parts) {}

    private final SignatureXml xml;
    private final Map<String, Unmapped> signatures = new LinkedHashMap<>();
    private final Map<String, String> puids = new HashMap<>();

    private ContainerSignatureFile(SignatureXml xml) {
        this.xml = xml;
    }

    /** Reads one; nothing of it is used unless all of it can be. */
    public static List<ContainerSignature> read(InputStream in) throws SignatureFile.Broken {
        return SignatureXml.read(in, xml -> new ContainerSignatureFile(xml).signatures());
    }

    private List<ContainerSignature> signatures() throws XMLStreamException {
        boolean right = false;
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            switch (element) {
                case "ContainerSignatureMapping" -> right = true;
                case "ContainerSignature" -> signature();
                case "FileFormatMapping" -> puids.put(xml.required("signatureId"), xml.required("Puid"));
                default -> {}
            }
        }
        if (!right || signatures.isEmpty()) {
            throw new IllegalArgumentException(
                    "this is no container signature file: it has no ContainerSignatureMapping with signatures");
        }
        List<ContainerSignature> all = new ArrayList<>();
        signatures.forEach((id, one) -> {
            String puid = puids.get(id);
            if (puid != null) {
                all.add(new ContainerSignature(one.kind(), puid, one.parts()));
            }
        });
        return all;
    }

    private void signature() throws XMLStreamException {
        String id = xml.required("Id");
        String kind = xml.required("ContainerType");
        List<ContainerSignature.Part> parts = new ArrayList<>();
        while (!xml.ends("ContainerSignature")) {
            if (xml.starts("File")) {
                parts.add(part());
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("container signature " + id + " has no File");
        }
        signatures.put(id, new Unmapped(kind, parts));
    }

    private ContainerSignature.Part part() throws XMLStreamException {
        @Nullable String path = null;
        List<ByteSequence> sequences = new ArrayList<>();
        while (!xml.ends("File")) {
            if (xml.starts("Path")) {
                path = xml.text().strip();
            } else if (xml.starts("ByteSequence")) {
                sequences.add(xml.sequence());
            }
        }
        if (path == null) {
            throw new IllegalArgumentException("a File without a Path");
        }
        return new ContainerSignature.Part(
                path, sequences.isEmpty() ? null : SignatureRule.of(Requirement.all(sequences)));
    }
}
