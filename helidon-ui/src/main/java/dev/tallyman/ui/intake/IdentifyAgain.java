package dev.tallyman.ui.intake;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.jobs.JobRunner;
import java.util.List;

/** Has classified files identified again, by a sweep that begins at once: one way for the API and for forms. */
public record IdentifyAgain(Index index, JobRunner jobs) {
    private static final int PAGE = 5_000;

    /** How many files, and the sweep that does it. */
    public record Asked(int files, Run run) {}

    /** These files, as far as they have a verdict. */
    public Asked files(List<Long> ids) {
        List<StoredFile> found =
                ids.stream().flatMap(id -> index.catalog().find(id).stream()).toList();
        found.forEach(file -> FileActions.requireEditor(file, false));
        List<Long> own = found.stream().map(StoredFile::id).toList();
        int files = index.queue().identifyAgain(own);
        index.events().ofFiles(Author.current(), Deed.IDENTIFY, own);
        return sweep(files);
    }

    /** All that a filter shows where whoever asks may have that done. */
    public Asked all(Filter filter) {
        int files = Visit.currentReach().sight(Role.EDITOR).see(() -> matching(filter));
        Author author = Author.current();
        if (author != null) {
            index.events().note(author, Deed.IDENTIFY, files + " files");
        }
        return sweep(files);
    }

    private int matching(Filter filter) {
        int files = 0;
        List<Long> ids = index.catalog().ids(filter, 0, Long.MAX_VALUE, PAGE);
        while (!ids.isEmpty()) {
            files += index.queue().identifyAgain(ids);
            ids = index.catalog().ids(filter, ids.getLast(), Long.MAX_VALUE, PAGE);
        }
        return files;
    }

    // One that runs already ends only when these are done too.
    private Asked sweep(int files) {
        return new Asked(
                files, jobs.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).run());
    }
}
