package dev.tallyman.ui.api.change;

import dev.tallyman.look.Words;
import dev.tallyman.ui.http.Problem;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files an order in JSON is about: those of some ids, or all that filters of the list of files show. A value of
 * another type throws {@link JsonException}.
 */
record FileOrder(JsonObject order) {
    boolean hasIds() {
        return order.containsKey("ids");
    }

    /** The ids; {@link Problem} 400 for what is none, and for more than {@code most}. */
    List<Long> ids(int most) {
        List<Long> ids = new ArrayList<>();
        for (var value : order.arrayValue("ids", JsonArray.empty()).values()) {
            String id = value.asString().value();
            if (!id.matches("\\d{1,18}") || ids.size() == most) {
                throw Problem.badRequest(
                        "ids are up to " + Words.count(most) + " ids of files; more of them are a filter.");
            }
            ids.add(Long.valueOf(id));
        }
        return ids;
    }

    /** The filters, as parameters of a list have them. */
    Map<String, String> filter() {
        Map<String, String> parameters = new LinkedHashMap<>();
        JsonObject filter = order.objectValue("filter").orElseThrow();
        for (String name : filter.keysAsStrings()) {
            parameters.put(name, filter.stringValue(name).orElseThrow());
        }
        return parameters;
    }
}
