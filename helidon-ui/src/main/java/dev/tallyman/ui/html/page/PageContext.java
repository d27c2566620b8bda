package dev.tallyman.ui.html.page;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the pages are made from.
 *
 * @param self where these pages run and from what
 * @param uploads takes in what a form without scripts sends
 * @param budget of everything that may go on at once
 */
public record PageContext(
        Index index,
        JobRunner jobs,
        Supplier<Rules> rules,
        FrameFactory frames,
        Run.Provenance self,
        Uploads uploads,
        Budget budget) {
    /** Takes a file in, whole or not at all. */
    public interface Uploads {
        StoredFile take(FilePath path, @Nullable String batch, InputStream body) throws IOException;
    }
}
