package dev.tallyman.identification;

import dev.tallyman.index.Basis;
import dev.tallyman.index.Category;
import dev.tallyman.index.Identification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything loaded, and the rule that joins it: content first, the name only refines. */
final class Knowledge {
    private final Signatures signatures = new Signatures();
    private final Names names = new Names(signatures);
    private final Parts parts = new Parts();
    private final Formats formats = new Formats(signatures);
    private final Inspector inspector = new Inspector(signatures, names, parts);
    private final Refiner refiner = new Refiner(signatures, parts);
    private final Misnaming misnaming = new Misnaming(signatures, formats, refiner);

    Identification identify(@Nullable String name, Content content) throws IOException {
        Finding found = inspector.look(content);
        if (name == null) {
            return describe(found, null);
        }
        List<Names.Said> says = names.of(name);
        Finding refined = refiner.refine(found, says, content.head());
        boolean contradicted =
                !agrees(refined, says) && misnaming.of(refined, says, content.head());
        // A name that says what the content said adds nothing: the content is the basis.
        Finding known = kind(refined).equals(kind(found)) ? found : refined;
        return describe(known, contradicted ? formats.mime(says.getFirst().mime()) : null);
    }

    // Several signatures may tell variants of what people know as one type.
    private boolean agrees(Finding found, List<Names.Said> says) {
        String mime = formats.mime(found.mime());
        return says.stream().anyMatch(said -> formats.mime(said.mime()).equals(mime));
    }

    /** What a finding amounts to, as people and programs are told. */
    private record Kind(String mime, Category category, @Nullable String puid, String words) {}

    private Kind kind(Finding found) {
        String mime = found.mime();
        return new Kind(
                formats.mime(mime),
                found.category() == null ? formats.category(mime) : found.category(),
                formats.puid(mime, found.version()),
                found.format() == null ? formats.words(mime) : found.format());
    }

    private Identification describe(Finding found, @Nullable String nameSays) {
        boolean unknown = found.mime().equals(Signatures.BINARY);
        Kind kind = kind(found);
        return new Identification(
                kind.mime(),
                kind.category(),
                kind.puid(),
                unknown ? "Unknown" : label(kind, found),
                found.version(),
                unknown ? Basis.NONE : found.basis(),
                nameSays != null,
                nameSays,
                found.risks(),
                Map.of());
    }

    private static String label(Kind kind, Finding found) {
        String version = found.version();
        String named =
                version == null
                        ? kind.words().replaceFirst(",$", "")
                        : kind.words() + " " + version;
        return kind.category() == Category.TEXT && found.charset() != null
                ? named + ", " + found.charset()
                : named;
    }
}
