package dev.tallyman.ui.http;

import io.helidon.common.parameters.Parameters;
import io.helidon.http.BadRequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a posted form says. */
public final class FormFields {
    private static final int MOST = 1_000;
    private static final int LONGEST = 256 << 10;

    // Browsers drop tabs and line breaks from an address and take a backslash for a slash.
    private static final Pattern HERE = Pattern.compile("/(?!/)[!-\\[\\]-~]*");

    private final Parameters parameters;

    public FormFields(ServerRequest request) throws IOException {
        this(new String(RequestBody.read(request, LONGEST), StandardCharsets.UTF_8));
    }

    // https://url.spec.whatwg.org/#urlencoded-parsing
    private FormFields(String form) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            fields.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
        }
        this.parameters = Parameters.create("form", fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "The form is not what a browser sends: a percent sign begins two hex digits.", e);
        }
    }

    public String get(String name) {
        return parameters.first(name).orElse("");
    }

    /** All ids under a name, whether one by one or separated by commas. */
    public List<Long> ids(String name) {
        return ids(parameters, name);
    }

    public static List<Long> ids(Parameters parameters, String name) {
        List<Long> ids = new ArrayList<>();
        if (parameters.contains(name)) {
            for (String values : parameters.all(name)) {
                for (String value : values.split(",", -1)) {
                    if (value.matches("\\d{1,18}") && ids.size() < MOST) {
                        ids.add(Long.valueOf(value));
                    }
                }
            }
        }
        return List.copyOf(ids);
    }

    /** The page to go back to, of this site only, with something added to its address. */
    public String back(String otherwise, String added) {
        String page = here(get("back"), otherwise);
        if (added.isEmpty()) {
            return page;
        }
        return page + (page.indexOf('?') < 0 ? "?" : "&") + added;
    }

    /** A page of this site, another one in the place of everything else. */
    public static String here(String page, String otherwise) {
        return HERE.matcher(page).matches() ? page : otherwise;
    }
}
