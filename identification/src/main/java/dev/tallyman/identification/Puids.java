package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.pronom.RegistryNames;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins PRONOM's answer to ours, so that type, category and PUID never contradict each other: a
 * PUID stands beside a type only where {@link Formats} says the same, a form of it or what it is
 * a form of.
 */
final class Puids {
    // What holds so much else that its name says little of what is in it.
    private static final Set<String> GENERAL =
            Set.of(Signatures.BINARY, Signatures.PLAIN, Signatures.XML, Signatures.ZIP, Containers.OLE2);

    private static final Set<String> GRAMMARS = Set.of(
            Signatures.XML,
            "application/json",
            "application/rdf+xml",
            "text/csv",
            "text/tab-separated-values",
            "text/html",
            "text/x-ini");

    private final Signatures signatures;
    private final Formats formats;
    private final Set<Integer> texts;

    Puids(Signatures signatures, Formats formats) {
        this.signatures = signatures;
        this.formats = formats;
        this.texts = signatures.allFormats().stream()
                .filter(this::isText)
                .map(Pronom.Format::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is known of a content: PRONOM's answer where ours is general, or its special form of ours. */
    Finding known(Finding found, List<Pronom.Format> matches) {
        if (matches.isEmpty()) {
            return found;
        }
        // What lies in a container was looked at: its bytes say nothing more.
        if (found.basis() == Basis.CONTAINER && found.parts().isEmpty()) {
            return found;
        }
        if (GENERAL.contains(found.mime()) || isAnother(found, matches)) {
            return by(found, matches.getFirst());
        }
        return matches.stream()
                .filter(match -> found.basis() == Basis.MAGIC && isSpecial(match, found.mime()))
                .findFirst()
                .map(match -> by(found, match))
                .orElse(found);
    }

    /**
     * What a name may mean where PRONOM alone knows the content: the same by its words, or a grammar in
     * which much is written.
     */
    List<NameRules.Said> fitting(List<NameRules.Said> says, Finding found, List<Pronom.Format> matches) {
        String known = found.format();
        if (!GENERAL.contains(found.mime())
                || matches.stream().noneMatch(one -> one.name().equals(known))) {
            return says;
        }
        return says.stream()
                .filter(said -> GRAMMARS.contains(said.mime())
                        || (!GENERAL.contains(said.mime()) && areAkin(said, Objects.requireNonNull(known))))
                .toList();
    }

    private boolean areAkin(NameRules.Said said, String name) {
        String words = said.format() == null ? formats.words(said.mime()) : said.format();
        return RegistryNames.areAkin(words, name);
    }

    /** True where such files are known to have this name's ending. */
    static boolean isUsual(String name, List<Pronom.Format> matches) {
        String ending = ending(name);
        return matches.stream().anyMatch(match -> match.endings().contains(ending));
    }

    /** The ending of a name as PRONOM writes it; the whole name where it has none. */
    static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The formats of text, by their numbers in the registry. */
    Set<Integer> ofText() {
        return texts;
    }

    private boolean isText(Pronom.Format format) {
        String mime = formats.kind(format).mime();
        return mime != null && (signatures.isText(mime) || signatures.isA(mime, Signatures.XML));
    }

    // Of two formats that have a part in common, PRONOM looks into the part.
    private boolean isAnother(Finding found, List<Pronom.Format> matches) {
        Formats.Kind kind = formats.kind(matches.getFirst());
        return !found.parts().isEmpty()
                && kind.mime() != null
                && kind.category() == formats.category(found.mime())
                && matches.stream().noneMatch(match -> formats.isKin(match, found.mime()));
    }

    private boolean isSpecial(Pronom.Format match, String mime) {
        String theirs = formats.kind(match).mime();
        return theirs != null
                && !signatures.isA(mime, theirs)
                && signatures.isA(theirs, mime)
                && formats.category(theirs) == formats.category(mime);
    }

    private Finding by(Finding found, Pronom.Format match) {
        Formats.Kind kind = formats.kind(match);
        if (kind.mime() != null && signatures.isA(found.mime(), kind.mime())) {
            return found;
        }
        String mime = kind.mime() == null ? found.mime() : kind.mime();
        boolean known = kind.mime() != null && formats.isKnown(mime);
        Basis basis = found.basis() == Basis.NONE || found.basis() == Basis.TEXT ? Basis.MAGIC : found.basis();
        return new Finding(
                mime,
                found.parts().isEmpty() ? basis : Basis.CONTAINER,
                kind.orData() == formats.category(mime) ? null : kind.orData(),
                known ? null : match.name(),
                match.version(),
                found.charset(),
                found.risks(),
                found.parts());
    }

    /**
     * The PUIDs beside a type, in the registry's order: of the matches that agree with it, or with
     * what the content was taken for before its name told it apart further.
     */
    List<String> of(Finding found, @Nullable Finding before, List<Pronom.Format> matches) {
        List<Pronom.Format> agreeing = matches.stream()
                .filter(match -> Stream.of(found, before).anyMatch(one -> one != null && agrees(one, match)))
                .toList();
        String own = formats.puid(found.mime(), found.version());
        List<Pronom.Format> special =
                agreeing.stream().filter(match -> !isAbove(match, found.mime())).toList();
        if (special.isEmpty() && own != null) {
            return List.of(own);
        }
        return (special.isEmpty() ? agreeing : special)
                .stream().map(Pronom.Format::puid).toList();
    }

    // Of a special form that has an id of its own, the general one says less.
    private boolean isAbove(Pronom.Format match, String mime) {
        String theirs = formats.kind(match).mime();
        return theirs != null && !theirs.equals(mime) && signatures.isA(mime, theirs);
    }

    private boolean agrees(Finding found, Pronom.Format match) {
        Formats.Kind kind = formats.kind(match);
        if (found.mime().equals(Signatures.PLAIN)) {
            return match.name().equals(found.format()) || Signatures.PLAIN.equals(kind.mime());
        }
        if (kind.mime() == null) {
            Category category = found.category() == null ? formats.category(found.mime()) : found.category();
            boolean looked = found.basis() == Basis.CONTAINER && found.parts().isEmpty();
            return !looked
                    && (kind.category() == null || kind.category() == category || GENERAL.contains(found.mime()));
        }
        // A page that is declared as XML is XML as well.
        if (Refiner.HTML.contains(found.mime()) && Signatures.XML.equals(kind.mime())) {
            return true;
        }
        // That a container holds nothing known is known: its bytes by themselves do not say more.
        boolean bare = found.basis() == Basis.CONTAINER && found.parts().isEmpty() && GENERAL.contains(found.mime());
        return formats.isKin(match, found.mime()) && !(bare && !signatures.isA(found.mime(), kind.mime()));
    }
}
