package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Refuses a request that demands what this server does not do, before its body is read. */
public final class UnsupportedFilter implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ServerRequestHeaders headers = request.headers();
        if (!headers.values(HeaderNames.CONTENT_ENCODING).stream()
                .allMatch(coding -> coding.strip().equalsIgnoreCase("identity"))) {
            // https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3-11
            response.header(HeaderNames.ACCEPT_ENCODING, "identity");
            ErrorAnswers.send(
                    request,
                    response,
                    new Problem(
                            Status.UNSUPPORTED_MEDIA_TYPE_415,
                            "The body is compressed",
                            "A file is kept as the bytes that arrive: send it as it is, without Content-Encoding."));
        } else if (!headers.values(HeaderNames.EXPECT).stream()
                .allMatch(expected -> expected.strip().equalsIgnoreCase("100-continue"))) {
            ErrorAnswers.send(
                    request,
                    response,
                    new Problem(
                            Status.EXPECTATION_FAILED_417,
                            "The expectation cannot be met",
                            "Expect can only be 100-continue."));
        } else {
            chain.proceed();
        }
    }
}
