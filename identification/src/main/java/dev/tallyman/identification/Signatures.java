package dev.tallyman.identification;

import dev.tallyman.identification.pronom.ContainerSignature;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.signature.FileEnds;
import dev.tallyman.identification.signature.MatchPlace;
import dev.tallyman.identification.signature.SignatureIndex;
import dev.tallyman.identification.signature.SignatureRule;
import dev.tallyman.identification.xml.XmlRoot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types and all signatures, whatever their source, in one index. Of the signatures of types the
 * first in the table's order decides; PRONOM's stand beside it and follow their own priorities.
 */
final class Signatures {
    static final String BINARY = "application/octet-stream";
    static final String PLAIN = "text/plain";
    static final String XML = "application/xml";
    static final String ZIP = "application/zip";
    static final String EMPTY = "application/x-empty";
    private static final String HTML = "text/html";

    /** So far signatures of types reach into a file. */
    static final int NEAR = 12 * 1024;

    private final Types types = new Types();
    private final List<Types.Signature> signatures = types.signatures();
    private final Map<String, List<SignatureRule>> byType = new HashMap<>();
    private final Pronom pronom;
    private final SignatureIndex index;

    Signatures() {
        this(Pronom.bundled());
    }

    Signatures(Pronom pronom) {
        this.pronom = pronom;
        List<SignatureRule> rules = new ArrayList<>();
        for (Types.Signature signature : signatures) {
            rules.add(signature.rule());
            byType.computeIfAbsent(signature.mime(), _ -> new ArrayList<>()).add(signature.rule());
        }
        rules.addAll(pronom.rules());
        index = new SignatureIndex(rules, NEAR);
    }

    /** Where the signatures of PRONOM are from. */
    Pronom.Source pronom() {
        return pronom.source();
    }

    /** One file, looked through once for all sources. */
    SignatureIndex.Scan scan(byte[] head) {
        return index.scan(head);
    }

    /** The formats of PRONOM whose signatures are there. */
    List<Pronom.Format> formats(SignatureIndex.Scan scan, byte[] tail) {
        scan.finish(tail);
        return pronom.of(scan, signatures.size());
    }

    /** Those of them whose signatures no text has by chance. */
    List<Pronom.Format> strong(SignatureIndex.Scan scan, Witness witness) {
        return pronom.of(scan, signatures.size(), signature -> witness.bearsOut(pronom, signature));
    }

    /**
     * The same of a text: those, and the formats of text. No other is looked for: a gap of any length is searched
     * to the end of the text.
     *
     * @param texts the formats of text, by their numbers
     */
    List<Pronom.Format> ofText(SignatureIndex.Scan scan, byte[] tail, Witness witness, Set<Integer> texts) {
        scan.finish(tail);
        return pronom.of(
                scan,
                signatures.size(),
                signature -> !Collections.disjoint(texts, signature.formats()) || witness.bearsOut(pronom, signature));
    }

    /** Every format of PRONOM. */
    List<Pronom.Format> allFormats() {
        return pronom.all();
    }

    /** The name that stands for an alias of a type. */
    String normal(String mime) {
        return types.normal(mime);
    }

    /**
     * The formats of PRONOM that the parts of a container tell.
     *
     * @param kind {@code ZIP} or {@code OLE2}
     */
    List<Pronom.Format> formats(String kind, ContainerSignature.Parts parts) throws IOException {
        return pronom.of(kind, parts);
    }

    /** What PRONOM calls this id, or null. */
    Pronom.@Nullable Format format(String puid) {
        return pronom.format(puid);
    }

    /** What the first bytes say by themselves. */
    String ofContent(byte[] head) {
        return ofContent(scan(head), head);
    }

    /** What the first bytes say by themselves; bytes as such where they say nothing. */
    String ofContent(SignatureIndex.Scan scan, byte[] head) {
        for (int rule = scan.next(0); rule >= 0 && rule < signatures.size(); rule = scan.next(rule + 1)) {
            if (scan.holds(rule)) {
                String mime = signatures.get(rule).mime();
                return mime.equals(XML) || mime.equals(HTML) ? ofRoot(mime, head) : mime;
            }
        }
        return BINARY;
    }

    /** Which signatures of types are there, in the order in which they decide, in words. */
    List<String> explain(byte[] head) {
        SignatureIndex.Scan scan = scan(head);
        List<String> lines = new ArrayList<>();
        for (int rule = scan.next(0); rule >= 0 && rule < signatures.size(); rule = scan.next(rule + 1)) {
            Types.Signature one = signatures.get(rule);
            if (scan.holds(rule)) {
                String where = MatchPlace.of(one.rule().condition(), head, head);
                String fate = lines.isEmpty() ? "goes first" : "comes after that";
                lines.add("%s, %s, priority %d: %s".formatted(one.mime(), where, one.priority(), fate));
            }
        }
        return lines;
    }

    /** Which signatures of PRONOM are there, and which of their formats another one goes before. */
    List<String> explain(byte[] head, byte[] tail) {
        SignatureIndex.Scan scan = scan(head);
        scan.finish(tail);
        return pronom.explain(scan, signatures.size(), head, tail);
    }

    private String ofRoot(String mime, byte[] head) {
        XmlRoot.Element root = XmlRoot.element(head);
        if (root != null) {
            String special = types.ofRoot(root);
            return special == null ? mime : special;
        }
        return mime.equals(HTML) || hasSignature(HTML, head) ? HTML : PLAIN;
    }

    /** What a name's ending is taken for, or null. */
    @Nullable
    String ofEnding(String ending) {
        return types.ofEnding(ending);
    }

    /** True when {@code mime} is {@code ancestor} or a special form of it. */
    boolean isA(String mime, String ancestor) {
        return types.isA(mime, ancestor);
    }

    /** The type that this one is a form of; null for bytes as such. */
    @Nullable
    String parent(String mime) {
        return types.parent(mime);
    }

    /** Every type that there is a name for. */
    List<String> all() {
        return types.all();
    }

    boolean isText(String mime) {
        return mime.startsWith("text/") || isA(mime, PLAIN) || isA(mime, HTML);
    }

    /**
     * True when the type, or one between it and {@code above}, has signatures and none of them is
     * there.
     */
    boolean lacksSignature(String mime, String above, byte[] head) {
        boolean known = false;
        for (String type = types.normal(mime); type != null && !type.equals(above); type = parent(type)) {
            if (hasSignature(type, head)) {
                return false;
            }
            known |= hasMagic(type);
        }
        return known;
    }

    /** True when this very type has a signature. */
    boolean hasMagic(String mime) {
        return !rules(mime).isEmpty();
    }

    /** The signature of this very type is there. */
    boolean hasSignature(String mime, byte[] head) {
        List<SignatureRule> rules = rules(mime);
        if (rules.isEmpty()) {
            return false;
        }
        FileEnds bytes = new FileEnds(head, head);
        for (SignatureRule rule : rules) {
            if (rule.condition().holds(bytes)) {
                return true;
            }
        }
        return false;
    }

    // A type that is only registered without its parameter has that one's signatures.
    private List<SignatureRule> rules(String mime) {
        String name = types.normal(mime);
        int parameters = name.indexOf(';');
        boolean bare = parameters > 0 && !types.isRegistered(name);
        return byType.getOrDefault(bare ? name.substring(0, parameters) : name, List.of());
    }

    /** Words for a type: an acronym such as {@code PNG} or a description, or null. */
    @Nullable
    String words(String mime) {
        return types.words(mime);
    }
}
