package dev.tallyman.ui.api;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.ByteRange;
import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.ServedFile;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.HeldFiles;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The bytes of files, as data: never as something that runs in our origin. */
public final class ContentApi implements HttpService {
    private static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");

    private final Index index;
    private final FileActions actions;
    private final Budget budget;
    private final Supplier<Rules> rules;

    public ContentApi(Index index, FileActions actions, Budget budget, Supplier<Rules> rules) {
        this.index = index;
        this.actions = actions;
        this.budget = budget;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.get("/{id}/content", this::get).head("/{id}/content", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException {
        StoredFile file = actions.find(request);
        if (!file.state().present()) {
            throw Problem.notFound("This file is " + file.state().label() + "; restore it first.");
        }
        HeldFiles.refuse(rules.get(), file);
        try (Gate.Place _ = budget.download();
                ServedFile bytes = ServedFile.open(index.volume(), file)) {
            describe(request, response, file, bytes);
            ServerRequestHeaders headers = request.headers();
            boolean head = request.prologue().method().equals(Method.HEAD);
            bytes.proveMeant(headers);
            if (bytes.isUnchanged(headers)) {
                response.status(Status.NOT_MODIFIED_304).send();
                return;
            }
            Optional<ByteRange> range = head || !bytes.areRangesFor(headers)
                    ? Optional.empty()
                    : headers.value(HeaderNames.RANGE).flatMap(text -> ByteRange.of(text, bytes.size()));
            if (range.isPresent() && range.get().isOutside()) {
                response.header(HeaderNames.CONTENT_RANGE, "bytes */" + bytes.size());
                ErrorAnswers.send(request, response, outside(bytes.size()));
                return;
            }
            range.ifPresent(part -> response.status(Status.PARTIAL_CONTENT_206)
                    .header(HeaderNames.CONTENT_RANGE, part.header(bytes.size())));
            ByteRange part = range.orElse(new ByteRange(0, bytes.size()));
            response.contentLength(part.length());
            if (head || part.length() == 0) {
                response.send();
            } else {
                bytes.send(part, response.outputStream(), budget.memory());
            }
        }
    }

    private static Problem outside(long size) {
        return new Problem(
                Status.REQUESTED_RANGE_NOT_SATISFIABLE_416,
                "The range lies outside the file",
                "The file has " + size + " bytes.");
    }

    private void describe(ServerRequest request, ServerResponse response, StoredFile file, ServedFile bytes) {
        Presentation as = Presentation.of(index.volume(), file, request.query().contains("inline"));
        bytes.validators(response);
        response.header(HeaderNames.ACCEPT_RANGES, "bytes")
                .header(HeaderNames.CACHE_CONTROL, "private, no-cache")
                .header(HeaderNames.CONTENT_TYPE, as.type())
                .header(HeaderNames.CONTENT_DISPOSITION, as.disposition())
                .header(CSP, as.policy());
    }
}
