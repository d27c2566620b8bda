package dev.tallyman.ui;

import dev.tallyman.ui.http.Entity;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The API, described for programs. A test holds it against the routes. */
final class Description implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get("/openapi.yaml", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream yaml = Description.class.getResourceAsStream("openapi.yaml")) {
            response.header(HeaderNames.CONTENT_TYPE, "application/yaml");
            Entity.send(response, Objects.requireNonNull(yaml).readAllBytes());
        }
    }
}
