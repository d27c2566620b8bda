package dev.tallyman.processor.rules;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change of the rules would do to one file after another, as a sweep and housekeeping under
 * the new rules would do it.
 */
record RulesDifference(Rules old, Rules now, Instant at) {
    /** What can change. */
    enum What {
        CATEGORY,
        PRIORITY,
        REFUSAL,
        PURGE
    }

    /** One change of one file. */
    record Change(FilePath path, What what, String from, String to) {}

    /**
     * A file as the index or a report knows it.
     *
     * @param since it is in this state; null where that is not known
     */
    record Known(
            FilePath path,
            long size,
            State state,
            @Nullable Category category,
            @Nullable String mime,
            @Nullable Instant since) {}

    /** Tells the category that no rule decides. */
    interface Content {
        Category category(Known file) throws IOException;
    }

    List<Change> of(Known file, Content content) throws IOException {
        List<Change> changes = new ArrayList<>();
        if (!file.state().present()) {
            add(changes, file, What.PURGE, purged(file, old), purged(file, now));
            return changes;
        }
        if (file.state() == State.CLASSIFIED && file.category() != null) {
            add(
                    changes,
                    file,
                    What.CATEGORY,
                    file.category().label(),
                    category(file, content).label());
        }
        add(
                changes,
                file,
                What.PRIORITY,
                Integer.toString(old.rank(file.path())),
                Integer.toString(now.rank(file.path())));
        add(changes, file, What.REFUSAL, refused(file, old), refused(file, now));
        return changes;
    }

    private static void add(List<Change> changes, Known file, What what, String from, String to) {
        if (!from.equals(to)) {
            changes.add(new Change(file.path(), what, from, to));
        }
    }

    private Category category(Known file, Content content) throws IOException {
        Category is = Objects.requireNonNull(file.category());
        String ending = file.path().extension();
        String mime = String.valueOf(file.mime());
        if (is == Category.EMPTY) {
            return is;
        }
        Optional<Category> wanted = now.categories().of(ending, mime);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        return old.categories().of(ending, mime).isPresent() ? content.category(file) : is;
    }

    // As at an upload of the same file; one that lies there stays.
    private static String refused(Known file, Rules rules) {
        if (file.size() > rules.uploads().limit()) {
            return "refused: larger than " + rules.uploads().limit() + " B";
        }
        return rules.uploads()
                .refusal(file.path().extension(), file.mime())
                .map(entry -> "refused: " + entry)
                .orElse("taken");
    }

    private String purged(Known file, Rules rules) {
        boolean due = file.since() != null
                && file.since().isBefore(at.minus(rules.retention().trash()));
        return due ? "purged" : "kept";
    }
}
