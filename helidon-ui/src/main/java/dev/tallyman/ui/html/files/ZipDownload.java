package dev.tallyman.ui.html.files;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.intake.HeldFiles;
import dev.tallyman.ui.intake.Selection;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.OpenFile;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files that were selected, in their folders, as one ZIP that is made while it is sent. */
public final class ZipDownload implements HttpService {
    private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");

    // What compressing takes of memory that is not the heap, in KiB.
    private static final int DEFLATER = 512;

    private static final int PAGE = 500;

    private final Index index;
    private final Budget budget;
    private final Supplier<Rules> rules;

    public ZipDownload(Index index, Budget budget, Supplier<Rules> rules) {
        this.index = index;
        this.budget = budget;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.post("/files/download", this::send);
    }

    private void send(ServerRequest request, ServerResponse response) throws IOException {
        Selection selection = PickedForm.selection(index, new FormFields(request));
        List<StoredFile> first = files(selection, 0);
        if (first.isEmpty()) {
            throw new IntakeException.NotFound("Nothing is selected that could be downloaded.");
        }
        long files = selection.count(index.catalog());
        if (files == 1) {
            PageRenderer.seeOther(response, "/api/v1/files/" + first.getFirst().id() + "/content");
            return;
        }
        try (Gate.Place _ = budget.download();
                Gate.Place _ = budget.memory().enter(DEFLATER)) {
            send(selection, files, response);
        }
    }

    // One page of them after another, so that no more than a page is ever in memory; empty at the end.
    private List<StoredFile> files(Selection selection, long after) {
        List<StoredFile> files = List.of();
        List<Long> ids = selection.ids(index.catalog(), after, PAGE);
        while (files.isEmpty() && !ids.isEmpty()) {
            files = ids.stream()
                    .flatMap(id -> index.catalog().find(id).stream())
                    .filter(file -> file.state().present())
                    .filter(file -> HeldFiles.why(rules.get(), file).isEmpty())
                    .toList();
            ids = selection.ids(index.catalog(), ids.getLast(), PAGE);
        }
        return files;
    }

    private void send(Selection selection, long files, ServerResponse response) throws IOException {
        response.header(HeaderNames.CONTENT_TYPE, "application/zip")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"tallyman-" + files + "-files.zip\"");
        try (var zip = new ZipOutputStream(response.outputStream())) {
            zip.setLevel(Deflater.BEST_SPEED);
            var names = new EntryNames();
            List<StoredFile> page = files(selection, 0);
            while (!page.isEmpty()) {
                for (StoredFile file : page) {
                    add(zip, names, file);
                }
                page = files(selection, page.getLast().id());
            }
        }
    }

    // A file that is gone by now, or another one, is left out: the answer has begun already.
    private void add(ZipOutputStream zip, EntryNames names, StoredFile file) throws IOException {
        try (OpenFile open = index.volume().open(file);
                InputStream in = Channels.newInputStream(open.channel())) {
            var entry = new ZipEntry(names.add(file.path()));
            // A ZIP has no way to say that a time is not known; its first moment is no lie.
            entry.setLastModifiedTime(FileTime.from(Objects.requireNonNullElse(file.modified(), FIRST)));
            zip.putNextEntry(entry);
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException | NotDirectoryException | IntakeException.Replaced e) {
            // said above
        }
    }
}
