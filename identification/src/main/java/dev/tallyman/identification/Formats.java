package dev.tallyman.identification;

import dev.tallyman.file.Category;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.pronom.RegistryNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the table {@code formats.tsv} knows of a type: IANA's name, the category, words for people
 * and the PRONOM id. Its keys are Tika's names, for one version {@code name@version} with {@code _}
 * for a space. And the other way round, {@code puids.tsv}: which type and category each of PRONOM's
 * formats is. What a newer registry adds is judged by its own MIME type, and where it has none by
 * the words of its name.
 */
final class Formats {
    // Of OpenDocument, whose types are no forms of each other in any table.
    private static final List<String> FORMS = List.of("-template", "-master", "-web");

    private record Row(
            @Nullable String iana,
            @Nullable Category category,
            @Nullable String words,
            @Nullable String puid) {}

    /**
     * What one of PRONOM's formats is here.
     *
     * @param mime as the table of types calls it; null where there is no type for it
     * @param category null where nothing tells one: such a format is whatever else is known of it
     */
    record Kind(@Nullable String mime, @Nullable Category category) {
        Category orData() {
            return Objects.requireNonNullElse(category, Category.DATA);
        }
    }

    private static final List<String> REMARK =
            List.of("glob ", "pattern", "byte", "magic", "sometimes", "typically", "todo", "tika", "http");
    private static final Row NONE = new Row(null, null, null, null);

    private final Map<String, List<Row>> table = KnowledgeTable.grouped("formats.tsv", Formats::row);
    private final Map<String, List<Kind>> kinds = KnowledgeTable.grouped("puids.tsv", Formats::read);
    private final Signatures signatures;

    Formats(Signatures signatures) {
        this.signatures = signatures;
    }

    private static Row row(KnowledgeTable.Row row) {
        String category = row.text(2);
        return new Row(row.text(1), category == null ? null : Category.of(category), row.text(3), row.text(4));
    }

    private static Kind read(KnowledgeTable.Row row) {
        String category = row.text(2);
        return new Kind(row.text(1), category == null ? null : Category.of(category));
    }

    /** What one of PRONOM's formats is here. */
    Kind kind(Pronom.Format format) {
        List<Kind> known = kinds.get(format.puid());
        return known == null ? told(format) : known.getFirst();
    }

    /** What the registry itself says of the format. */
    Kind told(Pronom.Format format) {
        if (format.mime() == null || format.mime().equals(Signatures.BINARY)) {
            return new Kind(null, RegistryNames.told(format.name()));
        }
        String mime =
                signatures.normal(format.mime().strip().toLowerCase(Locale.ROOT).split(",\\s*", 2)[0]);
        Category category = category(mime);
        return new Kind(mime, category == Category.UNKNOWN ? RegistryNames.category(format.name()) : category);
    }

    /** True where the format's type is this one, a form of it, or what it is a form of. */
    boolean isKin(Pronom.Format format, String mime) {
        String theirs = kind(format).mime();
        return theirs != null
                && (signatures.isA(mime, theirs)
                        || signatures.isA(theirs, mime)
                        || FORMS.stream().anyMatch(form -> mime.equals(theirs + form))
                        || (Refiner.HTML.contains(mime) && Refiner.HTML.contains(theirs))
                        || mime(theirs).equals(mime(mime)));
    }

    private Row of(String key) {
        List<Row> rows = table.get(key);
        return rows == null ? NONE : rows.getFirst();
    }

    /** IANA's name where it has one, Tika's otherwise; without parameters. */
    String mime(String tika) {
        String iana = of(tika).iana();
        String bare = bare(tika);
        return iana != null ? iana : Objects.requireNonNullElse(of(bare).iana(), bare);
    }

    /** The category of a type: its own, or that of the type it is a form of. */
    Category category(String tika) {
        String bare = bare(tika);
        Category own = of(bare).category();
        if (own != null) {
            return own;
        }
        return switch (bare.substring(0, bare.indexOf('/'))) {
            case "image" -> Category.IMAGE;
            case "audio" -> Category.AUDIO;
            case "video" -> Category.VIDEO;
            case "font" -> Category.FONT;
            case "model" -> Category.MODEL;
            case "message" -> Category.EMAIL;
            case "text" -> Category.TEXT;
            default -> ofParent(bare);
        };
    }

    private Category ofParent(String mime) {
        String parent = signatures.parent(mime);
        if (parent == null || mime.equals(Signatures.BINARY)) {
            return Category.UNKNOWN;
        }
        return parent.equals(Signatures.BINARY) || parent.equals(Signatures.PLAIN) ? Category.DATA : category(parent);
    }

    /** True for a type that people know: this table has a line for it. */
    boolean isKnown(String tika) {
        String bare = bare(tika);
        return table.containsKey(bare) || bare.startsWith("text/") || bare.equals(Signatures.BINARY);
    }

    /** What people call it, without its version. */
    String words(String tika) {
        String words = of(tika).words();
        words = words != null ? words : of(bare(tika)).words();
        words = words != null ? words : signatures.words(tika);
        return words != null && isName(words) ? words : spelled(bare(tika));
    }

    // Tika's table has remarks for programmers where others have a name.
    private static boolean isName(String words) {
        return words.length() <= 70
                && Character.isLetterOrDigit(words.charAt(0))
                && REMARK.stream().noneMatch(words.toLowerCase(Locale.ROOT)::contains);
    }

    /**
     * {@code model/x-ply} as {@code Ply}, {@code application/vnd.lotus-notes} as {@code Lotus
     * notes}.
     */
    private static String spelled(String mime) {
        String name = mime.substring(mime.indexOf('/') + 1);
        name = name.replaceFirst("^(x[-.]|vnd[.]|tika[-.])+", "").replaceAll("\\+(xml|zip|json)$", " $1");
        name = name.replaceAll("[-._]+", " ").strip();
        return name.isEmpty() ? mime : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The PRONOM id of this very version, or of the format where it has one for all versions. */
    @Nullable
    String puid(String tika, @Nullable String version) {
        String bare = bare(tika);
        return version == null
                ? of(bare).puid()
                : of(bare + "@" + version.replace(' ', '_')).puid();
    }

    private static String bare(String mime) {
        int parameters = mime.indexOf(';');
        return parameters < 0 ? mime : mime.substring(0, parameters).strip();
    }
}
