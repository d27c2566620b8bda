package dev.tallyman.identification;

import dev.tallyman.file.Category;
import java.util.List;
import java.util.Set;

/**
 * Whether a name says something that its content is not. That is an accusation and needs evidence:
 * a content known for what it is, whose type never has this ending. What is unknown, or only a
 * general form that much else is kept in, contradicts no special ending; it is less specific.
 */
final class Misnaming {
    private static final Set<String> GENERAL = Set.of(
            Signatures.PLAIN,
            Signatures.XML,
            Signatures.ZIP,
            "application/gzip",
            "application/x-bzip2",
            "application/x-xz",
            "application/zstd",
            "application/x-tika-msoffice",
            "application/x-tika-ooxml",
            "application/x-hdf",
            "application/x-sqlite3",
            "application/x-bplist",
            "application/x-terminfo",
            "application/x-berkeley-db");
    // One family of containers: players take each under the endings of the others.
    private static final Set<String> MOVIES =
            Set.of("video/quicktime", "video/mp4", "video/x-m4v", "video/3gpp", "video/3gpp2", "audio/mp4");
    private static final Set<String> GRAMMARS = Set.of("application/json", "application/x-ndjson", "text/csv");
    private static final Set<Category> SIGNED = Set.of(
            Category.IMAGE, Category.AUDIO, Category.VIDEO, Category.FONT, Category.ARCHIVE, Category.EXECUTABLE);

    private final Signatures signatures;
    private final Formats formats;
    private final Refiner refiner;

    Misnaming(Signatures signatures, Formats formats, Refiner refiner) {
        this.signatures = signatures;
        this.formats = formats;
        this.refiner = refiner;
    }

    /** True when no meaning of the name can be what was found. */
    boolean of(Finding found, List<NameRules.Said> says, byte[] head) {
        if (!refiner.contradicts(found, says, head) || !says.stream().allMatch(said -> formats.isKnown(said.mime()))) {
            return false;
        }
        return says.stream().allMatch(said -> lies(found, said));
    }

    private boolean lies(Finding found, NameRules.Said said) {
        String is = found.mime();
        if (MOVIES.contains(is) && MOVIES.contains(said.mime())) {
            return false;
        }
        if (is.equals("text/html") && GRAMMARS.contains(said.mime())) {
            return true;
        }
        if (is.equals(Signatures.BINARY) && isText(said)) {
            return true;
        }
        return !isGeneral(found) || insists(said);
    }

    private boolean isGeneral(Finding found) {
        String is = found.mime();
        return is.equals(Signatures.BINARY)
                || GENERAL.contains(is)
                || signatures.isText(is)
                || signatures.isA(is, Signatures.XML)
                || is.endsWith("json")
                || (signatures.isA(is, Signatures.ZIP) && !isOffice(is));
    }

    // What is said has a signature or parts that we would have seen.
    private boolean insists(NameRules.Said said) {
        String says = said.mime();
        if (isOffice(says) || says.equals(TextFormats.PDF)) {
            return true;
        }
        return SIGNED.contains(formats.category(says))
                && said.category() == null
                && !said.weak()
                && signatures.hasMagic(says)
                && !signatures.isA(says, Signatures.ZIP);
    }

    // Text and nothing else, not an ending that is text among other things.
    private static boolean isText(NameRules.Said said) {
        return said.mime().equals(Signatures.PLAIN) && said.category() == Category.TEXT;
    }

    private static boolean isOffice(String mime) {
        return mime.startsWith("application/vnd.openxmlformats-officedocument.")
                || mime.startsWith("application/vnd.oasis.opendocument.");
    }
}
