package dev.tallyman.ui.jobs.kubernetes;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import io.helidon.json.JsonValueType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What an API server keeps: objects by their paths, each change with a version of its own, and who
 * watches them.
 */
final class Etcd {
    private final InstantSource clock;
    private final Map<String, JsonObject> objects = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private long version = 1;
    private long forgotten;

    /** One change: its event is {@code ADDED}, {@code MODIFIED} or {@code DELETED}. */
    private record Change(long version, String path, String event, JsonObject object) {
        void tell(Watch watch) {
            if (path.startsWith(watch.collection + "/") && watch.selects.test(object)) {
                watch.told.accept(message(event, object));
            }
        }
    }

    /**
     * Somebody who is told what changes in a collection.
     *
     * @param bookmark an object of the collection's kind with nothing in it
     */
    record Watch(
            String collection,
            JsonObject bookmark,
            Predicate<JsonObject> selects,
            Consumer<JsonObject> told,
            Runnable end) {}

    Etcd(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Optional<JsonObject> get(String path) {
        return Optional.ofNullable(objects.get(path));
    }

    synchronized JsonObject list(String collection, Predicate<JsonObject> selects) {
        List<JsonObject> items = objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(collection + "/"))
                .map(Map.Entry::getValue)
                .filter(selects)
                .toList();
        return JsonObject.builder()
                .set("kind", "List")
                .set("apiVersion", "v1")
                .set("metadata", metadata(version))
                .setValues("items", items)
                .build();
    }

    /** Keeps a new object; empty where there is one already. */
    synchronized Optional<JsonObject> create(String path, JsonObject object) {
        if (objects.containsKey(path)) {
            return Optional.empty();
        }
        JsonObject metadata = JsonObject.builder()
                .set("name", path.substring(path.lastIndexOf('/') + 1))
                .set("uid", UUID.randomUUID().toString())
                .set(
                        "creationTimestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
        return Optional.of(keep("ADDED", path, merge(object, part("metadata", metadata))));
    }

    /** Replaces an object that is there. */
    synchronized JsonObject replace(String path, JsonObject object) {
        return keep("MODIFIED", path, object);
    }

    synchronized Optional<JsonObject> delete(String path) {
        JsonObject object = objects.remove(path);
        return Optional.ofNullable(object).map(last -> tell("DELETED", path, last));
    }

    private JsonObject keep(String event, String path, JsonObject object) {
        JsonObject kept = tell(event, path, object);
        objects.put(path, kept);
        return kept;
    }

    private JsonObject tell(String event, String path, JsonObject object) {
        version++;
        JsonObject told = merge(object, part("metadata", metadata(version)));
        Change change = new Change(version, path, event, told);
        history.add(change);
        watches.forEach(change::tell);
        return told;
    }

    /** Tells what changed after a version, and from now on; false when that is forgotten. */
    synchronized boolean watch(Watch watch, long after) {
        if (after < forgotten) {
            return false;
        }
        history.stream().filter(change -> change.version > after).forEach(it -> it.tell(watch));
        watches.add(watch);
        return true;
    }

    synchronized void unwatch(Watch watch) {
        watches.remove(watch);
    }

    /** Ends all watches as an API server does that has had them open for long. */
    synchronized void endWatches() {
        for (Watch watch : List.copyOf(watches)) {
            JsonObject version = part("metadata", metadata(this.version));
            watch.told.accept(message("BOOKMARK", merge(watch.bookmark, version)));
            watch.end.run();
        }
        watches.clear();
    }

    /** Ends all watches, and nobody can go on where they were. */
    synchronized void forget() {
        endWatches();
        history.clear();
        version++;
        forgotten = version;
    }

    static JsonObject message(String type, JsonObject object) {
        return JsonObject.builder().set("type", type).set("object", object).build();
    }

    private static JsonObject metadata(long version) {
        return JsonObject.builder()
                .set("resourceVersion", Long.toString(version))
                .build();
    }

    private static JsonObject part(String key, JsonObject value) {
        return JsonObject.builder().set(key, value).build();
    }

    /** RFC 7386. */
    static JsonObject merge(JsonObject target, JsonObject patch) {
        JsonObject.Builder merged = JsonObject.builder().from(target);
        for (String key : patch.keysAsStrings()) {
            JsonValue value = patch.value(key).orElseThrow();
            if (value.type() == JsonValueType.NULL) {
                merged.unset(key);
            } else if (value.type() == JsonValueType.OBJECT) {
                JsonObject within = target.objectValue(key, JsonObject.empty());
                merged.set(key, merge(within, value.asObject()));
            } else {
                merged.set(key, value);
            }
        }
        return merged.build();
    }
}
