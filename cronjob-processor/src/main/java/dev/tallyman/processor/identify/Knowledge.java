package dev.tallyman.processor.identify;

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
    private final Inspector inspector =
            new Inspector(signatures, names, new Containers(signatures, parts));
    private final Refiner refiner = new Refiner(signatures, parts);

    Identification identify(@Nullable String name, Content content) throws IOException {
        Finding found = inspector.look(content);
        if (name == null) {
            return describe(found, null);
        }
        List<Names.Said> says = names.of(name);
        Finding refined = refiner.refine(found, says, content.head());
        boolean contradicted =
                !agrees(refined, says) && refiner.contradicts(refined, says, content.head());
        return describe(refined, contradicted ? formats.mime(says.getFirst().mime()) : null);
    }

    // Several signatures may tell variants of what people know as one type.
    private boolean agrees(Finding found, List<Names.Said> says) {
        String mime = formats.mime(found.mime());
        return says.stream().anyMatch(said -> formats.mime(said.mime()).equals(mime));
    }

    private Identification describe(Finding found, @Nullable String nameSays) {
        boolean unknown = found.mime().equals(Signatures.BINARY);
        Category category =
                found.category() == null ? formats.category(found.mime()) : found.category();
        String words =
                unknown
                        ? "Unknown"
                        : found.format() == null ? formats.words(found.mime()) : found.format();
        return new Identification(
                formats.mime(found.mime()),
                category,
                formats.puid(found.mime(), found.version()),
                label(words, category, found),
                found.version(),
                unknown ? Basis.NONE : found.basis(),
                nameSays != null,
                nameSays,
                found.risks(),
                Map.of());
    }

    private static String label(String words, Category category, Finding found) {
        String version = found.version();
        String named = version == null ? words.replaceFirst(",$", "") : words + " " + version;
        return category == Category.TEXT && found.charset() != null
                ? named + ", " + found.charset()
                : named;
    }
}
