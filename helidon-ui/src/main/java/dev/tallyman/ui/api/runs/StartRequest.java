package dev.tallyman.ui.api.runs;

import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import io.helidon.http.BadRequestException;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import io.helidon.json.JsonValueType;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request for a run asks for. */
record StartRequest(
        Run.Kind kind, @Nullable String policy, @Nullable Integer workers) {
    private static final Set<String> KINDS = Set.of("sweep", "report", "housekeeping");
    private static final Set<String> KEYS = Set.of("kind", "policy", "workers");
    private static final int MAX_WORKERS = 100;

    static StartRequest of(JsonObject json) {
        for (String key : json.keysAsStrings()) {
            if (!KEYS.contains(key)) {
                throw new BadRequestException("“" + key + "” is not known here; allowed: kind, policy, workers.");
            }
        }
        String kind = text(json, "kind").orElse("");
        if (!KINDS.contains(kind)) {
            throw new BadRequestException(
                    "Say which kind of run: {\"kind\":\"sweep\"}, \"report\" or \"housekeeping\".");
        }
        return new StartRequest(
                Run.Kind.of(kind),
                text(json, "policy").map(StartRequest::policy).orElse(null),
                workers(json).orElse(null));
    }

    private static Optional<String> text(JsonObject json, String key) {
        Optional<JsonValue> value = given(json, key);
        if (value.isPresent() && value.get().type() != JsonValueType.STRING) {
            throw new BadRequestException("“" + key + "” must be a string.");
        }
        return value.flatMap(_ -> json.stringValue(key));
    }

    private static Optional<JsonValue> given(JsonObject json, String key) {
        return json.value(key).filter(value -> value.type() != JsonValueType.NULL);
    }

    private static String policy(String label) {
        try {
            return Policy.of(label).label();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<Integer> workers(JsonObject json) {
        if (given(json, "workers").isEmpty()) {
            return Optional.empty();
        }
        try {
            int workers = json.numberValue("workers").orElseThrow().intValueExact();
            if (workers >= 1 && workers <= MAX_WORKERS) {
                return Optional.of(workers);
            }
        } catch (ArithmeticException | NumberFormatException | JsonException e) {
            throw new BadRequestException("“workers” must be a number from 1 to 100.", e);
        }
        throw new BadRequestException("“workers” must be a number from 1 to 100.");
    }
}
