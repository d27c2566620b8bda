package dev.tallyman.ui.jobs.kubernetes;

import io.helidon.common.uri.UriQuery;
import io.helidon.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of the Kubernetes API inside a namespace.
 *
 * @param version such as {@code batch/v1}
 * @param name of one object; null for all of them
 * @param part {@code status} or {@code log}; null for the object
 */
record ApiPath(
        String collection,
        String version,
        String resource,
        @Nullable String name,
        @Nullable String part) {
    private static final Pattern PATTERN =
            Pattern.compile("(/apis?/([a-z0-9./]+)/namespaces/[^/]+/([a-z]+))" + "(?:/([^/]+)(?:/(status|log))?)?");
    private static final Map<String, String> KINDS = Map.of(
            "jobs", "Job",
            "cronjobs", "CronJob",
            "pods", "Pod",
            "events", "Event",
            "services", "Service",
            "deployments", "Deployment",
            "networkpolicies", "NetworkPolicy");

    static Optional<ApiPath> of(String path) {
        Matcher found = PATTERN.matcher(path);
        return found.matches() && KINDS.containsKey(found.group(3))
                ? Optional.of(
                        new ApiPath(found.group(1), found.group(2), found.group(3), found.group(4), found.group(5)))
                : Optional.empty();
    }

    String object() {
        return collection + "/" + name;
    }

    /** An object of this kind with nothing in it. */
    JsonObject empty() {
        return JsonObject.builder()
                .set("kind", KINDS.getOrDefault(resource, ""))
                .set("apiVersion", version)
                .build();
    }

    /** Those that have the labels that are asked for. */
    static Predicate<JsonObject> selects(UriQuery query) {
        List<String> wanted =
                query.first("labelSelector").map(it -> List.of(it.split(","))).orElse(List.of());
        return object -> {
            JsonObject labels =
                    object.objectValue("metadata", JsonObject.empty()).objectValue("labels", JsonObject.empty());
            return wanted.stream()
                    .map(term -> term.split("=", 2))
                    .allMatch(term -> labels.stringValue(term[0], "").equals(term[1]));
        };
    }
}
