package dev.tallyman.ui.html;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.Budget;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the pages are made from.
 *
 * @param waiting why a file is not done yet, in a sentence
 * @param self where these pages run and from what
 * @param uploads takes in what a form without scripts sends
 * @param budget of everything that may go on at once
 */
public record Parts(
        Index index,
        JobRunner jobs,
        Supplier<Rules> rules,
        Frames frames,
        Function<StoredFile, Optional<String>> waiting,
        Run.Provenance self,
        Uploads uploads,
        Budget budget) {
    /** Takes a file in, whole or not at all. */
    public interface Uploads {
        StoredFile take(FilePath path, InputStream body) throws IOException;
    }
}
