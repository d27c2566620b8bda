package dev.tallyman.ui.html.files;

import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.Multipart;
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
        List<Long> uploaded = new ArrayList<>();
        String folder = "";
        for (Multipart.Part part = form.next(); part != null; part = form.next()) {
            String name = part.fileName();
            if (name == null) {
                folder = part.name().equals("folder") ? part.text() : folder;
            } else if (!name.isEmpty() || part.body().read() >= 0) {
                uploaded.add(uploads.take(path(folder, name), part.body()).id());
            }
        }
        if (uploaded.isEmpty()) {
            throw new BadRequestException("There is no file in the form; choose at least one.");
        }
        String page = folder.isEmpty() ? "/" : "/?folder=" + trimmed(folder);
        String ids = uploaded.stream().map(String::valueOf).collect(Collectors.joining(","));
        PageRenderer.seeOther(response, page + (folder.isEmpty() ? "?" : "&") + "uploaded=" + ids);
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
