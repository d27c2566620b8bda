package dev.tallyman.identification.pronom;

import dev.tallyman.identification.signature.MatchPlace;
import dev.tallyman.identification.signature.SignatureIndex;
import dev.tallyman.identification.signature.SignatureRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All of PRONOM, ready to be asked by all threads: which formats a file's bytes have the signature
 * of. Of what matches, formats that another one has priority over are left out.
 */
public final class Pronom {
    /**
     * A format of the registry.
     *
     * @param over ids of the formats that this one has priority over
     * @param endings of names that such files are known to have, in lower case
     */
    public record Format(
            int id,
            String puid,
            String name,
            @Nullable String version,
            @Nullable String mime,
            List<Integer> over,
            List<String> endings) {
        public Format {
            over = List.copyOf(over);
            endings = List.copyOf(endings);
        }
    }

    /** What a file of these formats must hold. */
    public record Signature(List<Integer> formats, SignatureRule rule) {
        public Signature {
            formats = List.copyOf(formats);
        }
    }

    /**
     * Where signatures are from.
     *
     * @param version of the signature file, such as {@code 120}
     * @param created when it was made, or empty
     * @param files the names of the files
     */
    public record Source(String version, String created, String files) {}

    /** What a DROID signature file and a container signature file hold. */
    public record Registry(
            Source source, List<Format> formats, List<Signature> signatures, List<ContainerSignature> containers) {
        public Registry {
            containers = List.copyOf(containers);
            formats = List.copyOf(formats);
            signatures = List.copyOf(signatures);
        }

        /** The same with the container signatures that belong to it, both out of these files. */
        public Registry with(List<ContainerSignature> others, String files) {
            var named = new Source(source.version(), source.created(), files);
            return new Registry(named, formats, signatures, others);
        }
    }

    private final Registry registry;
    private final Map<Integer, Format> formats = new HashMap<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /** The version that this program brings with it. */
    public static Pronom bundled() {
        return new Pronom(RegistryTable.bundled());
    }

    /** Of any registry, such as one that was read from a newer file. */
    public Pronom(Registry registry) {
        this.registry = registry;
        for (Format format : registry.formats()) {
            positions.put(format.id(), positions.size());
            formats.put(format.id(), format);
            ids.put(format.puid(), format.id());
        }
    }

    /**
     * Out of a DROID signature file, and out of a container signature file where there is one; else
     * the containers are those of this program.
     *
     * @throws SignatureFile.Broken with the file, the line and what is wrong
     */
    public static Pronom read(Path signatures, @Nullable Path containers) throws SignatureFile.Broken {
        Registry registry = SignatureXml.read(signatures, SignatureFile::read);
        return new Pronom(
                containers == null
                        ? registry.with(RegistryTable.bundled().containers(), names(signatures))
                        : registry.with(
                                SignatureXml.read(containers, ContainerSignatureFile::read),
                                names(signatures, containers)));
    }

    /** As Siegfried names what it was made from. */
    static String names(Path... files) {
        return Stream.of(files).map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining("; "));
    }

    /** The format of this number, or null. */
    public @Nullable Format format(int id) {
        return formats.get(id);
    }

    /** The format of this id, or null. */
    public @Nullable Format format(String puid) {
        Integer id = ids.get(puid);
        return id == null ? null : formats.get(id);
    }

    /** Every signature by bytes. */
    public List<Signature> signatures() {
        return registry.signatures();
    }

    /** Every signature by the parts of a container. */
    public List<ContainerSignature> containers() {
        return registry.containers();
    }

    /** Every format, in the registry's order. */
    public List<Format> all() {
        return registry.formats();
    }

    /** The registry's version, such as {@code 120}. */
    public String version() {
        return registry.source().version();
    }

    /** Where the signatures are from. */
    public Source source() {
        return registry.source();
    }

    /** The signatures, to be put into an index. */
    public List<SignatureRule> rules() {
        return registry.signatures().stream().map(Signature::rule).toList();
    }

    /**
     * The formats whose signatures are there, without those that another has priority over, in the
     * registry's order.
     *
     * @param scan of the whole file
     * @param first where the index has the first of {@link #rules}
     */
    public List<Format> of(SignatureIndex.Scan scan, int first) {
        return of(scan, first, _ -> true);
    }

    /** The same of those signatures only that are believed: no others are looked for. */
    public List<Format> of(SignatureIndex.Scan scan, int first, Predicate<Signature> believed) {
        Set<Integer> found = new HashSet<>();
        int end = first + registry.signatures().size();
        for (int rule = scan.next(first); rule >= 0 && rule < end; rule = scan.next(rule + 1)) {
            Signature signature = registry.signatures().get(rule - first);
            if (!found.containsAll(signature.formats()) && believed.test(signature) && scan.holds(rule)) {
                found.addAll(signature.formats());
            }
        }
        return surviving(found);
    }

    /**
     * The formats that the parts of a container tell, without those that another has priority over.
     *
     * @param kind {@code ZIP} or {@code OLE2}
     */
    public List<Format> of(String kind, ContainerSignature.Parts parts) throws IOException {
        Set<Integer> found = new HashSet<>();
        for (ContainerSignature signature : registry.containers()) {
            Integer id = ids.get(signature.puid());
            if (id != null && !found.contains(id) && signature.kind().equals(kind) && signature.isIn(parts)) {
                found.add(id);
            }
        }
        return surviving(found);
    }

    /** What {@link #of} finds and what it leaves out, in words. */
    public List<String> explain(SignatureIndex.Scan scan, int first, byte[] head, byte[] tail) {
        Map<Integer, String> found = new TreeMap<>();
        int end = first + registry.signatures().size();
        for (int rule = scan.next(first); rule >= 0 && rule < end; rule = scan.next(rule + 1)) {
            if (scan.holds(rule)) {
                Signature signature = registry.signatures().get(rule - first);
                String where = MatchPlace.of(signature.rule().condition(), head, tail);
                signature.formats().forEach(id -> found.putIfAbsent(id, where));
            }
        }
        List<String> lines = new ArrayList<>();
        found.forEach((id, where) -> {
            Format format = formats.get(id);
            if (format != null) {
                lines.add(format.puid() + " " + format.name() + ", " + where + priority(format, found.keySet()));
            }
        });
        return lines;
    }

    private String priority(Format format, Set<Integer> found) {
        return found.stream()
                .map(formats::get)
                .filter(other -> other != null && other.over().contains(format.id()))
                .findFirst()
                .map(other -> ": " + other.puid() + " has priority over it")
                .orElse("");
    }

    private List<Format> surviving(Set<Integer> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Set<Integer> beaten = new HashSet<>();
        for (int id : found) {
            Format format = formats.get(id);
            if (format != null) {
                beaten.addAll(format.over());
            }
        }
        return found.stream()
                .filter(id -> !beaten.contains(id))
                .map(formats::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(format -> positions.get(format.id())))
                .toList();
    }
}
