package dev.tallyman.ui.html.page;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the pages are made from.
 *
 * @param waiting why a file is not done yet, in a sentence
 * @param self where these pages run and from what
 * @param uploads takes in what a form without scripts sends
 * @param budget of everything that may go on at once
 */
public record PageContext(
        Index index,
        JobRunner jobs,
        Supplier<Rules> rules,
        FrameFactory frames,
        Function<StoredFile, Optional<String>> waiting,
        Run.Provenance self,
        Uploads uploads,
        Budget budget) {
    /** The run that the address names; {@link IntakeException.NotFound} for none. */
    public Run run(ServerRequest request) {
        return FormFields.id(request)
                .flatMap(index.runs()::find)
                .orElseThrow(() -> new IntakeException.NotFound("There is no run with this id."));
    }

    /** Takes a file in, whole or not at all. */
    public interface Uploads {
        StoredFile take(FilePath path, @Nullable String batch, InputStream body) throws IOException;
    }
}
