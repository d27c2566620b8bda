package dev.tallyman.ui.api;

import dev.tallyman.ui.http.ResponseBody;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The API, described for programs. A test holds it against the routes. */
public final class ApiDescription implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get("/openapi.yaml", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream yaml = ApiDescription.class.getResourceAsStream("openapi.yaml")) {
            response.header(HeaderNames.CONTENT_TYPE, "application/yaml");
            ResponseBody.sendUnlessKept(response, Objects.requireNonNull(yaml).readAllBytes());
        }
    }
}
