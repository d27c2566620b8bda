package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.pronom.SignatureFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Says what a file is. The one seam between identification and everything else: one instance is
 * shared by all threads and loads what it knows when it is first asked.
 */
public final class Identifier {
    private static final System.Logger LOG = System.getLogger(Identifier.class.getName());
    private static final String PRONOM = "pronom/pronom.tsv";

    private static final String OWN = "dev/tallyman/identification/";

    private final @Nullable Pronom pronom;
    private final long signatures;
    private @Nullable Knowledge knowledge;

    /** With the PRONOM that this program brings. */
    public Identifier() {
        this.pronom = null;
        this.signatures = 0;
    }

    /** With another PRONOM, such as a newer one. */
    public Identifier(Pronom pronom) {
        this(pronom, 0);
    }

    private Identifier(Pronom pronom, long signatures) {
        this.pronom = pronom;
        this.signatures = signatures;
    }

    /**
     * With the PRONOM of a DROID signature file, and of a container signature file where there is
     * one. All of it is read, or nothing is.
     *
     * @throws SignatureFile.Broken with the file, the line and what is wrong
     */
    public static Identifier with(Path signatures, @Nullable Path containers) throws SignatureFile.Broken {
        Pronom pronom = Pronom.read(signatures, containers);
        var sum = new CRC32C();
        try {
            sum.update(Files.readAllBytes(signatures));
            if (containers != null) {
                sum.update(Files.readAllBytes(containers));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Identifier(pronom, 1 + sum.getValue());
    }

    /**
     * What decides, by the names of its parts and a fingerprint of all of them: this program's code
     * and tables, and the signatures that it was given. Stored beside each verdict, so that one which
     * another would give today can be told.
     */
    public String detector() {
        // Not out of what is loaded: a sweep that finds nothing new loads nothing.
        String version = pronom == null
                ? new String(KnowledgeTable.bytes(PRONOM), 0, 256, StandardCharsets.US_ASCII)
                        .replaceFirst("(?s).*\\nV\\t(\\d+)\\t.*", "$1")
                : pronom.version();
        String program = KnowledgeTable.lines("version.txt").getFirst().replaceFirst("^(\\d+\\.\\d+)\\.0$", "$1");
        return "Tallyman %s, PRONOM %s (%08x)".formatted(program, version, (int) (code() * 31 + signatures));
    }

    // Every class and table of this module, by name and checksum: in a jar its directory says both.
    private static long code() {
        var sum = new CRC32();
        try {
            Path place = Path.of(Identifier.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Map<String, Long> parts = Files.isDirectory(place) ? ofFolder(place) : ofJar(place);
            parts.forEach((name, part) -> sum.update((name + "\t" + part + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("This program cannot read its own code.", e);
        }
        return sum.getValue();
    }

    private static Map<String, Long> ofJar(Path jar) throws IOException {
        Map<String, Long> parts = new TreeMap<>();
        try (var file = new ZipFile(jar.toFile())) {
            file.stream()
                    .filter(part -> !part.isDirectory() && part.getName().startsWith(OWN))
                    .forEach(part -> parts.put(part.getName(), part.getCrc()));
        }
        return parts;
    }

    private static Map<String, Long> ofFolder(Path folder) throws IOException {
        Map<String, Long> parts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(OWN))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var sum = new CRC32();
                sum.update(Files.readAllBytes(file));
                parts.put(folder.relativize(file).toString(), sum.getValue());
            }
        }
        return parts;
    }

    /** The category of a MIME type, where nothing but that is known. */
    public Category category(String mime) {
        return knowledge().category(mime);
    }

    /** Where the signatures of PRONOM are from. */
    public Pronom.Source pronom() {
        return knowledge().pronom();
    }

    /** What PRONOM calls this id, or null. */
    public Pronom.@Nullable Format format(String puid) {
        return knowledge().format(puid);
    }

    /**
     * Identifies by the content first; the name may refine that and never contradict it. Answers
     * for every content, however broken or hostile. Any exception but one of reading is a fault of
     * this program and never a verdict: who asks reports it with its trace.
     *
     * @param name the file's name without its folder, or null to leave it out of account
     * @throws IOException when the content cannot be read
     */
    public Identification identify(@Nullable String name, Content content) throws IOException {
        if (content.size() == 0) {
            return new Identification(
                    Signatures.EMPTY, Category.EMPTY, List.of(), "Empty", null, Basis.NONE, false, null, Set.of());
        }
        return knowledge().identify(name, content);
    }

    /** This one, when it has loaded what it knows; where it cannot, the next answer says why. */
    public Identifier loaded() {
        try {
            knowledge();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot be loaded", e);
        }
        return this;
    }

    /**
     * Why a file is what it is said to be: each step's answer in words, the final one last.
     *
     * @param name as for {@link #identify}
     * @throws IOException when the content cannot be read
     */
    public List<String> explain(@Nullable String name, Content content) throws IOException {
        return content.size() == 0 ? List.of("Answer: Empty") : knowledge().explain(name, content);
    }

    /** The answer where there is nothing to look at; the reason stands as the format. */
    public static Identification unidentified(String reason) {
        return new Identification(
                Signatures.BINARY, Category.UNKNOWN, List.of(), reason, null, Basis.NONE, false, null, Set.of());
    }

    private synchronized Knowledge knowledge() {
        if (knowledge == null) {
            knowledge = new Knowledge(pronom == null ? Pronom.bundled() : pronom);
        }
        return knowledge;
    }
}
