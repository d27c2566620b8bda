package dev.tallyman.ui.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Arrays;
import java.util.Optional;

/** What a client says it has. */
final class EntityTag {
    private EntityTag() {}

    /** True when the client has what bears this tag. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
    static boolean isAmong(String tag, Headers request) {
        Optional<String> kept = request.value(HeaderNames.IF_NONE_MATCH);
        String opaque = opaque(tag);
        return kept.isPresent()
                && (kept.get().strip().equals("*")
                        || Arrays.stream(kept.get().split(","))
                                .map(EntityTag::opaque)
                                .anyMatch(opaque::equals));
    }

    /** True unless the client wants another than what bears this tag, which may not be weak. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 */
    static boolean isWanted(String tag, String wanted) {
        return wanted.strip().equals("*")
                || Arrays.stream(wanted.split(",")).map(String::strip).anyMatch(tag::equals);
    }

    private static String opaque(String tag) {
        return tag.strip().replaceFirst("^W/", "");
    }
}
