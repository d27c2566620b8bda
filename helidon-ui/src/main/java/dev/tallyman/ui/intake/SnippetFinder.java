package dev.tallyman.ui.intake;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.search.Snippet;
import dev.tallyman.index.search.TextQuery;
import dev.tallyman.rules.Rules;
import io.helidon.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where in files the words of a search stand, for one answer: what takes too long has none, and of a
 * held file nothing is shown.
 */
public final class SnippetFinder {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Index index;
    private final Rules rules;
    private final TextQuery query;
    private final long until = System.nanoTime() + LONGEST.toNanos();

    private SnippetFinder(Index index, Rules rules, TextQuery query) {
        this.index = index;
        this.rules = rules;
        this.query = query;
    }

    /** Empty for a list that is no search in contents. */
    public static Optional<SnippetFinder> of(Index index, Supplier<Rules> rules, Filter filter) {
        return filter.find(Condition.Worded.class)
                .map(worded -> new SnippetFinder(index, rules.get(), TextQuery.of(worded.words())));
    }

    /** No pieces where there is nothing to show. */
    public List<Snippet.Piece> of(StoredFile file) {
        return System.nanoTime() > until || HeldFiles.why(rules, file).isPresent()
                ? List.of()
                : index.search().snippet(file, query).pieces();
    }

    /** The file’s record with it. */
    public JsonObject record(StoredFile file) {
        List<JsonObject> pieces = of(file).stream()
                .map(piece -> JsonObject.builder()
                        .set("text", piece.text())
                        .set("match", piece.match())
                        .build())
                .toList();
        return FileJson.builder(file).setValues("snippet", pieces).build();
    }
}
