package dev.tallyman.ui.api.inside;

import dev.tallyman.file.PictureSize;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.HeldFiles;
import dev.tallyman.volume.Thumbnails;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Small pictures of files. A sweep has made them; here they are only sent. */
public final class ThumbnailApi implements HttpService {
    private final Index index;
    private final FileActions actions;
    private final Supplier<Rules> rules;

    public ThumbnailApi(Index index, FileActions actions, Supplier<Rules> rules) {
        this.index = index;
        this.actions = actions;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.get("/{id}/thumbnail", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException {
        PictureSize asked = PictureSize.of(request.query().first("size").orElse("256"))
                .orElseThrow(() -> Problem.badRequest("size is 64, 256 or 1024."));
        StoredFile file = actions.find(request);
        HeldFiles.refuse(rules.get(), file);
        String sha256 = file.sha256();
        if (sha256 == null || !file.inside().pictured()) {
            throw none();
        }
        var pictures = new Thumbnails(index.volume());
        // Sweeps of before made none for a row: the next one stands in for it.
        PictureSize size =
                asked == PictureSize.ROW && pictures.find(sha256, asked).isEmpty() ? PictureSize.TILE : asked;
        // The bytes decide the picture: it never changes for them.
        String etag = "\"" + sha256 + "-" + size.edge() + "\"";
        response.header(HeaderNames.ETAG, etag)
                .header(
                        HeaderNames.CACHE_CONTROL,
                        size == asked ? "private, max-age=31536000, immutable" : "private, no-cache");
        if (request.headers()
                .value(HeaderNames.IF_NONE_MATCH)
                .filter(etag::equals)
                .isPresent()) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        Path picture = pictures.find(sha256, size).orElseThrow(ThumbnailApi::none);
        try {
            byte[] jpeg = Files.readAllBytes(picture);
            response.header(HeaderNames.CONTENT_TYPE, "image/jpeg").send(jpeg);
        } catch (NoSuchFileException e) {
            throw none();
        }
    }

    private static Problem none() {
        return Problem.notFound("There is no small picture of this file.");
    }
}
