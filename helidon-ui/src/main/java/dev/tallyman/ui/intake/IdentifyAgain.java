package dev.tallyman.ui.intake;

import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import java.util.List;

/** Has classified files identified again, by a sweep that begins at once: one way for the API and for forms. */
public record IdentifyAgain(Index index, JobRunner jobs) {
    /** How many files, and the sweep that does it. */
    public record Asked(int files, Run run) {}

    /** These files, as far as they have a verdict. */
    public Asked files(List<Long> ids) {
        int files = index.catalog().identifyAgain(ids);
        index.events().ofFiles(Author.current(), Deed.IDENTIFY, ids);
        return sweep(files);
    }

    /** All that a filter shows. */
    public Asked all(Filter filter) {
        int files = index.catalog().identifyAgain(filter);
        Author author = Author.current();
        if (author != null) {
            index.events().note(author, Deed.IDENTIFY, files + " files");
        }
        return sweep(files);
    }

    // One that runs already ends only when these are done too.
    private Asked sweep(int files) {
        return new Asked(
                files, jobs.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).run());
    }
}
