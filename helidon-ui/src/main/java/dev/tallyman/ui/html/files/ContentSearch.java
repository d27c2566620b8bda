package dev.tallyman.ui.html.files;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.search.Snippet;
import dev.tallyman.index.search.TextQuery;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.FilesAddress;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.intake.SnippetFinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What files say, where somebody searches: below the names that were found, or in the list’s own rows. */
public record ContentSearch(PageContext context) {
    private static final int COUNTED = 10_001;
    private static final int SHOWN = 5;

    /**
     * What was found in contents, below what was found in names.
     *
     * @param text {@code 12 files say “invoice”}
     * @param url of all of them
     * @param note what is not searched yet; null for nothing
     */
    public record Found(
            String text,
            String url,
            List<Hit> hits,
            @Nullable String note) {}

    /** One of the best. */
    public record Hit(Name name, String url, String format, List<Snippet.Piece> pieces) {}

    /** Where in these files it stands; empty where the list is no search in contents. */
    Map<Long, List<Snippet.Piece>> said(Filter filter, List<StoredFile> files) {
        Map<Long, List<Snippet.Piece>> said = new HashMap<>();
        SnippetFinder.of(context.index(), context.rules(), filter)
                .ifPresent(snippets -> files.forEach(file -> said.put(file.id(), snippets.of(file))));
        said.values().removeIf(List::isEmpty);
        return Map.copyOf(said);
    }

    /** Null where nothing is searched, or not in a way that contents know, or nothing is found. */
    @Nullable
    Found beside(FilesAddress query, Filter filter) {
        String words = filter.find(Condition.Worded.class).isPresent()
                ? null
                : filter.find(Condition.Named.class)
                        .flatMap(named -> asText(named.words()))
                        .orElse(null);
        if (words == null) {
            return null;
        }
        Index index = context.index();
        Filter wanted = filter.without(Condition.Named.class).and(new Condition.Worded(words));
        long count = index.catalog().count(wanted, COUNTED);
        if (count == 0) {
            return null;
        }
        Listing best = new Listing(wanted, Listing.Sort.MATCH, false, null, SHOWN);
        List<StoredFile> files = index.catalog().list(best).files();
        Map<Long, List<Snippet.Piece>> said = said(wanted, files);
        return new Found(
                (count == COUNTED ? "More than " + Words.files(COUNTED - 1) : Words.files(count))
                        + (count == 1 ? " says it" : " say it"),
                query.with("q", null).with("sort", null).with("text", words).url(),
                files.stream()
                        .map(file -> new Hit(
                                Name.of(file.path()),
                                "/files/" + file.id(),
                                FileRow.format(file),
                                said.getOrDefault(file.id(), List.of())))
                        .toList(),
                unread());
    }

    /** How much is not searched yet; null for nothing. */
    @Nullable
    String unread() {
        if (!context.rules().get().parsers().describe().text()) {
            return "The rules say that texts are not read (describe: text), so nothing is found in contents.";
        }
        long unread = context.index().texts().unread(COUNTED);
        return unread == 0
                ? null
                : (unread >= COUNTED ? "More than " + Words.files(COUNTED - 1) : Words.files(unread))
                        + (unread == 1 ? " waits" : " wait")
                        + " to be read; what is in them is not found yet.";
    }

    // The last word is perhaps not typed to its end.
    private static Optional<String> asText(String typed) {
        String words = typed.strip();
        boolean more = words.matches("(?s).*[\\p{L}\\p{Nd}]{3}");
        try {
            TextQuery.of(more ? words + "*" : words);
            return Optional.of(more ? words + "*" : words);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
