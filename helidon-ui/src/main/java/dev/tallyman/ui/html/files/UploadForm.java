package dev.tallyman.ui.html.files;

import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.Multipart;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Uploads from a plain form, for browsers without scripts. */
public final class UploadForm implements HttpService {
    private static final int NAMED = 10;

    private final PageContext.Uploads uploads;

    public UploadForm(PageContext.Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/upload", this::upload);
    }

    private void upload(ServerRequest request, ServerResponse response) throws IOException {
        String type = request.headers().value(HeaderNames.CONTENT_TYPE).orElse("");
        InputStream body =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        var form = new Multipart(body, type);
        List<StoredFile> kept = new ArrayList<>();
        String folder;
        try {
            folder = take(form, kept);
        } catch (RuntimeException e) {
            throw kept.isEmpty() ? e : partly(kept, e);
        }
        String page = folder.isEmpty() ? "/" : "/?folder=" + trimmed(folder);
        String ids = kept.stream().map(file -> String.valueOf(file.id())).collect(Collectors.joining(","));
        PageRenderer.seeOther(response, page + (folder.isEmpty() ? "?" : "&") + "uploaded=" + ids);
    }

    // A failure of ours stays what it is, for its stack trace.
    private static RuntimeException partly(List<StoredFile> kept, RuntimeException reason) {
        Problem problem = Problem.of(reason);
        if (problem.status().code() == 500) {
            return reason;
        }
        String names =
                kept.stream().limit(NAMED).map(file -> file.path().text()).collect(Collectors.joining(", "));
        int more = kept.size() - NAMED;
        return problem.and("Kept before that: " + names + (more > 0 ? " and " + more + " more" : "")
                + ". Send only the rest again.");
    }

    /** Takes in the files of the form; the folder that it names. */
    private String take(Multipart form, List<StoredFile> kept) throws IOException {
        String folder = "";
        String batch = null;
        for (Multipart.Part part = form.next(); part != null; part = form.next()) {
            String name = part.fileName();
            if (name == null) {
                String text = part.text();
                folder = part.name().equals("folder") ? text : folder;
                batch = part.name().equals("batch") && !text.isEmpty() ? text : batch;
            } else if (!name.isEmpty() || part.body().read() >= 0) {
                kept.add(uploads.take(path(folder, name), batch, part.body()));
            }
        }
        if (kept.isEmpty()) {
            throw new BadRequestException("There is no file in the form; choose at least one.");
        }
        return folder;
    }

    /** {@link BadPathException} for a folder or a name that is not allowed. */
    private static FilePath path(String folder, String name) {
        FilePath file = FilePath.of(name.getBytes(StandardCharsets.ISO_8859_1));
        return folder.isEmpty() ? file : FilePath.ofUrl(trimmed(folder) + "/" + file.url());
    }

    private static String trimmed(String folder) {
        String trimmed = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return FilePath.ofUrl(trimmed).url();
    }
}
