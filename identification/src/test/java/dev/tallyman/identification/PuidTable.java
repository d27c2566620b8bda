package dev.tallyman.identification;

import dev.tallyman.file.Category;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.pronom.RegistryNames;
import dev.tallyman.identification.signature.SignatureIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code puids.tsv}: what our own signatures say of the smallest file that has PRONOM's, and
 * where they say nothing PRONOM's own type. Prints where the two are at odds, for a person to
 * decide; what stands in {@code puids-by-hand.tsv} is decided.
 */
final class PuidTable {
    private static final Set<String> GENERAL =
            Set.of(Signatures.BINARY, Signatures.PLAIN, Signatures.XML, Signatures.ZIP, Containers.OLE2);

    private final Signatures signatures = new Signatures();
    private final Formats formats = new Formats(signatures);
    private final NameRules names = new NameRules(signatures);
    private final Inspector inspector = new Inspector(signatures, names, new ContainerParts());

    public static void main(String[] args) throws IOException {
        var table = new PuidTable();
        Map<Integer, Map<String, Integer>> seen = table.seen();
        Map<String, Formats.Kind> byHand = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            if (!line.startsWith("//")) {
                String[] cells = line.split("\t", -1);
                String mime = cells[1].isEmpty() ? null : cells[1];
                Category category = cells[2].isEmpty() ? null : Category.of(cells[2]);
                byHand.put(cells[0], new Formats.Kind(mime, category));
            }
        }
        var lines = new StringBuilder("""
                // Which type (as types.tsv calls it) and category each of PRONOM's formats is, made by PuidTable.
                """);
        for (Pronom.Format format : table.signatures.allFormats()) {
            Formats.Kind given = byHand.get(format.puid());
            Formats.Kind kind = given != null ? given : table.kind(format, seen.getOrDefault(format.id(), Map.of()));
            lines.append(table.line(format, kind)).append('\n');
        }
        Files.writeString(Path.of(args[1]), lines);
    }

    private String line(Pronom.Format format, Formats.Kind kind) {
        Category own = kind.mime() == null ? Category.UNKNOWN : formats.category(kind.mime());
        Category category = own == Category.UNKNOWN ? kind.category() : own;
        return "%s\t%s\t%s\t%s"
                .formatted(
                        format.puid(),
                        kind.mime() == null ? "" : kind.mime(),
                        category == null ? "" : category.label(),
                        format.name());
    }

    private Formats.Kind kind(Pronom.Format format, Map<String, Integer> seen) {
        Formats.Kind told = formats.told(format);
        String ours = seen.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
        return new Formats.Kind(choose(format, told, ours), told.category());
    }

    private @Nullable String choose(Pronom.Format format, Formats.Kind told, @Nullable String ours) {
        String theirs = told.mime();
        if (ours == null && theirs == null) {
            return byName(format, told);
        }
        if (ours == null || theirs == null) {
            if (ours != null && formats.category(ours) != told.category() && told.category() != null) {
                System.err.println(
                        format.puid() + "\t" + format.name() + "\tours " + ours + "\tits name " + told.category());
            }
            return ours == null ? theirs : ours;
        }
        if (signatures.isA(theirs, ours)) {
            return theirs;
        }
        if (!signatures.isA(ours, theirs) && formats.category(ours) != told.category()) {
            System.err.println(format.puid() + "\t" + format.name() + "\tours " + ours + "\ttheirs " + theirs);
        }
        return ours;
    }

    // A type that such files' names may mean, where it is called the same and of the same category.
    private @Nullable String byName(Pronom.Format format, Formats.Kind told) {
        return format.endings().stream()
                .flatMap(ending -> names.of("x." + ending).stream())
                .filter(said -> said.category() == null && !GENERAL.contains(said.mime()))
                .map(NameRules.Said::mime)
                .filter(mime -> told.category() == null || told.category() == formats.category(mime))
                .filter(mime -> RegistryNames.areAkin(formats.words(mime), format.name()))
                .findFirst()
                .orElse(null);
    }

    // So small a file reads as text where a real one does not.
    private String binary(SignatureIndex.Scan scan, byte[] file) {
        String mime = signatures.ofContent(scan, file);
        boolean possible = !signatures.isText(mime) && !SignatureChecks.rule(mime, file, file.length);
        return possible ? mime : Signatures.BINARY;
    }

    // What our own signatures say of each format's smallest files.
    private Map<Integer, Map<String, Integer>> seen() throws IOException {
        Map<Integer, Map<String, Integer>> seen = new TreeMap<>();
        List<Pronom.Signature> all = Pronom.bundled().signatures();
        for (int i = 0; i < all.size(); i++) {
            byte[] file = Specimen.of(all.get(i).rule().toString());
            if (file == null || file.length == 0) {
                continue;
            }
            SignatureIndex.Scan scan = signatures.scan(file);
            scan.finish(file);
            String mime = inspector.look(Content.of(file), file, scan).mime();
            mime = GENERAL.contains(mime) ? binary(scan, file) : mime;
            if (!GENERAL.contains(mime)) {
                for (int id : new HashSet<>(all.get(i).formats())) {
                    seen.computeIfAbsent(id, _ -> new TreeMap<>()).merge(mime, 1, Integer::sum);
                }
            }
        }
        return seen;
    }
}
