package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.signature.SignatureIndex;
import dev.tallyman.identification.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything loaded, and the rule that joins it: content first, the name only refines. */
final class Knowledge {
    private static final Map<Basis, String> BECAUSE = Map.of(
            Basis.MAGIC, "the first signature that is possible here decides, and the name adds nothing to it.",
            Basis.CONTAINER, "what lies in a container says more than its first bytes.",
            Basis.XML, "its root element says what kind of XML it is.",
            Basis.TEXT, "it reads as text and no signature of a text format decides.",
            Basis.NAME, "the name tells apart further what the content leaves open, and contradicts nothing.",
            Basis.NONE, "nothing that is known to this program is in it.");

    private final Signatures signatures;
    private final NameRules names;
    private final Formats formats;
    private final Inspector inspector;
    private final Refiner refiner;
    private final Puids puids;
    private final Misnaming misnaming;
    private final Languages languages = new Languages();

    Knowledge(Pronom pronom) {
        signatures = new Signatures(pronom);
        names = new NameRules(signatures);
        ContainerParts parts = new ContainerParts();
        formats = new Formats(signatures);
        inspector = new Inspector(signatures, names, parts);
        refiner = new Refiner(signatures, parts);
        puids = new Puids(signatures, formats);
        misnaming = new Misnaming(signatures, formats, refiner);
    }

    /** The category of a MIME type. */
    Category category(String mime) {
        return formats.category(mime);
    }

    /** Where the signatures of PRONOM are from. */
    Pronom.Source pronom() {
        return signatures.pronom();
    }

    /** What PRONOM calls this id, or null. */
    Pronom.@Nullable Format format(String puid) {
        return signatures.format(puid);
    }

    Identification identify(@Nullable String name, Content content) throws IOException {
        byte[] head = content.head();
        SignatureIndex.Scan scan = signatures.scan(head);
        Finding looked = inspector.look(content, head, scan);
        Matches pronom = matches(name, looked, content, head, scan);
        List<Pronom.Format> matches = pronom.all();
        Finding found = puids.known(looked, pronom.sure());
        boolean plain = found.mime().equals(Signatures.PLAIN) && found.basis() == Basis.TEXT;
        if (name == null) {
            return describe(plain ? languages.guess(found, head, true) : found, found, matches, null);
        }
        List<NameRules.Said> says = plain ? languages.order(names.of(name), head) : names.of(name);
        Finding refined = refiner.refine(found, puids.fitting(says, found, pronom.sure()), head);
        boolean contradicted =
                !agrees(refined, says) && !Puids.isUsual(name, pronom.sure()) && misnaming.of(refined, says, head);
        // A name that says what the content said adds nothing: the content is the basis.
        Finding known = kind(refined, found, matches).equals(kind(found, found, matches)) ? found : refined;
        boolean open = plain && refined.mime().equals(Signatures.PLAIN) && refined.basis() == Basis.TEXT;
        return describe(
                open ? languages.guess(known, head, says.isEmpty()) : known,
                found,
                matches,
                contradicted ? formats.mime(says.getFirst().mime()) : null);
    }

    // Several signatures may tell variants of what people know as one type.
    private boolean agrees(Finding found, List<NameRules.Said> says) {
        String mime = formats.mime(found.mime());
        return says.stream().anyMatch(said -> formats.mime(said.mime()).equals(mime));
    }

    /** Each step's answer in words, the final one last. */
    List<String> explain(@Nullable String name, Content content) throws IOException {
        byte[] head = content.head();
        List<String> lines = new ArrayList<>();
        section(lines, "Signatures of types", signatures.explain(head));
        Finding looked = inspector.look(content, head, signatures.scan(head));
        Text text = Text.of(head, content.size() <= head.length);
        section(lines, "As text", text == null ? List.of() : List.of(text.label()));
        section(lines, "The content by itself", List.of(said(looked.mime(), looked.basis())));
        section(lines, "PRONOM by bytes", signatures.explain(head, tail(content, head)));
        List<Pronom.Format> parts = looked.parts();
        section(
                lines,
                "PRONOM by parts",
                parts.stream().map(one -> one.puid() + " " + one.name()).toList());
        if (looked.mime().equals(Signatures.PLAIN) && looked.basis() == Basis.TEXT) {
            section(lines, "The language, where nothing else decides", languages.explain(head));
        }
        if (name != null) {
            List<String> says =
                    names.of(name).stream().map(NameRules.Said::mime).toList();
            section(lines, "The name may mean", says);
        }
        Identification answer = identify(name, content);
        String puid = answer.puid() == null ? "" : ", " + answer.puid();
        String lies = answer.nameSays() == null ? "" : "; its name says " + answer.nameSays() + ", which that never is";
        lines.add("Answer: " + answer.format() + ", " + said(answer.mime(), answer.basis()) + puid + lies);
        lines.add("  because " + BECAUSE.get(answer.basis()));
        return lines;
    }

    private static String said(String mime, Basis basis) {
        return mime + " (" + basis.label() + ")";
    }

    private static void section(List<String> lines, String title, List<String> found) {
        lines.add(title + ":" + (found.isEmpty() ? " none" : ""));
        found.forEach(one -> lines.add("  " + one));
    }

    /**
     * PRONOM's formats in a file.
     *
     * @param sure those that the bytes would not show by chance
     */
    private record Matches(List<Pronom.Format> all, List<Pronom.Format> sure) {}

    // Parts say more than bytes. A text may begin by chance as a binary format does.
    private Matches matches(
            @Nullable String name, Finding looked, Content content, byte[] head, SignatureIndex.Scan scan)
            throws IOException {
        if (!looked.parts().isEmpty()) {
            return new Matches(looked.parts(), looked.parts());
        }
        if (!looked.mime().equals(Signatures.PLAIN) && looked.charset() == null) {
            List<Pronom.Format> all = signatures.formats(scan, tail(content, head));
            return new Matches(all, all);
        }
        var witness = new Witness(head, content.size(), name == null ? "" : Puids.ending(name));
        List<Pronom.Format> all = signatures.ofText(scan, tail(content, head), witness, puids.ofText());
        return new Matches(all, all.isEmpty() ? all : signatures.strong(scan, witness));
    }

    // The very same bytes where there is no more.
    private static byte[] tail(Content content, byte[] head) throws IOException {
        return content.size() <= head.length ? head : content.tail();
    }

    /** What a finding amounts to, as people and programs are told. */
    private record Kind(String mime, Category category, List<String> puids, String words) {}

    private Kind kind(Finding found, Finding before, List<Pronom.Format> matches) {
        String mime = found.mime();
        return new Kind(
                formats.mime(mime),
                found.category() == null ? formats.category(mime) : found.category(),
                puids.of(found, before, matches),
                found.format() == null ? formats.words(mime) : found.format());
    }

    private Identification describe(
            Finding found, Finding before, List<Pronom.Format> matches, @Nullable String nameSays) {
        boolean unknown = found.mime().equals(Signatures.BINARY) && found.format() == null;
        Kind kind = kind(found, before, matches);
        return new Identification(
                kind.mime(),
                kind.category(),
                kind.puids(),
                unknown ? Identification.UNKNOWN : label(kind, found),
                found.version(),
                unknown ? Basis.NONE : found.basis(),
                nameSays != null,
                nameSays,
                found.risks());
    }

    private static String label(Kind kind, Finding found) {
        String version = found.version();
        String named = version == null ? kind.words().replaceFirst(",$", "") : kind.words() + " " + version;
        return kind.category() == Category.TEXT && found.charset() != null ? named + ", " + found.charset() : named;
    }
}
