package dev.tallyman.ui.intake;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Role;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.Status;
import java.util.List;

/**
 * Has classified files identified or described again, by a sweep that begins at once: one way for
 * the API and for forms.
 */
public final class ReadAgain {
    private static final int PAGE = 5_000;

    private final Index index;
    private final JobRunner jobs;
    private final What what;

    /** What of a file is worked out again. */
    private enum What {
        VERDICT(Deed.IDENTIFY),
        DESCRIPTION(Deed.DESCRIBE);

        private final Deed deed;

        What(Deed deed) {
            this.deed = deed;
        }
    }

    /** How many files, and the sweep that does it. */
    public record Asked(int files, Run run) {}

    private ReadAgain(Index index, JobRunner jobs, What what) {
        this.index = index;
        this.jobs = jobs;
        this.what = what;
    }

    /** Says again what files are. */
    public static ReadAgain identify(Index index, JobRunner jobs) {
        return new ReadAgain(index, jobs, What.VERDICT);
    }

    /** Says again what is in files; {@link Problem} 409 where the rules have nothing described. */
    public static ReadAgain describe(Index index, JobRunner jobs, Rules rules) {
        if (!rules.parsers().describe().any()) {
            throw new Problem(
                    Status.CONFLICT_409,
                    "Nothing is described here",
                    "The rules switch all of describe off. Switch on what is to be read of files, then ask again.");
        }
        return new ReadAgain(index, jobs, What.DESCRIPTION);
    }

    /** These files, as far as they have a verdict. */
    public Asked files(List<Long> ids) {
        List<StoredFile> found =
                ids.stream().flatMap(id -> index.catalog().find(id).stream()).toList();
        found.forEach(file -> FileActions.requireEditor(file, false));
        List<Long> own = found.stream().map(StoredFile::id).toList();
        int files = ask(own);
        index.events().ofFiles(Author.current(), what.deed, own);
        return sweep(files);
    }

    /** All that a filter shows where whoever asks may have that done. */
    public Asked all(Filter filter) {
        int files = Visit.currentReach().sight(Role.EDITOR).see(() -> matching(filter));
        Author author = Author.current();
        if (author != null) {
            index.events().note(author, what.deed, files + " files");
        }
        return sweep(files);
    }

    private int matching(Filter filter) {
        int files = 0;
        List<Long> ids = index.catalog().ids(filter, 0, Long.MAX_VALUE, PAGE);
        while (!ids.isEmpty()) {
            files += ask(ids);
            ids = index.catalog().ids(filter, ids.getLast(), Long.MAX_VALUE, PAGE);
        }
        return files;
    }

    private int ask(List<Long> ids) {
        return switch (what) {
            case VERDICT -> index.queue().identifyAgain(ids);
            case DESCRIPTION -> index.descriptions().again(ids);
        };
    }

    // One that runs already ends only when these are done too.
    private Asked sweep(int files) {
        return new Asked(
                files, jobs.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).run());
    }
}
