package dev.tallyman.ui.html.files;

import dev.tallyman.ui.html.page.FilesAddress;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** List or grid: where the address does not say it, files are shown as this browser had them last. */
final class RememberedView {
    private static final String COOKIE = "tallyman-view";

    private RememberedView() {}

    /** The address with its view, which is remembered where it was asked for. */
    static FilesAddress of(ServerRequest request, ServerResponse response) {
        FilesAddress query = FilesAddress.of(request.query());
        String asked = query.view();
        if (asked != null) {
            response.headers()
                    .addCookie(SetCookie.builder(COOKIE, asked)
                            .path("/")
                            .maxAge(Duration.ofDays(365))
                            .sameSite(SetCookie.SameSite.LAX)
                            .httpOnly(true)
                            .build());
        }
        return query.orAs(request.headers().cookies().first(COOKIE).orElse(null));
    }
}
