package dev.tallyman.index.people;

import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did.
 *
 * @param subject on what: a path, a run, a schedule, an address of the server
 * @param file the file's id, where it was one
 * @param run the run's id, where it was one
 * @param before the state before, where it changed
 * @param after the state after
 */
public record Done(
        long id,
        Instant at,
        Author author,
        Deed deed,
        String subject,
        @Nullable Long file,
        @Nullable Long run,
        @Nullable String before,
        @Nullable String after) {
    /** The same for somebody who sees so much: without where a file came from, or went to, beyond that. */
    Done seen(Sight sight) {
        return deed != Deed.MOVE || sight.isEverything()
                ? this
                : new Done(id, at, author, deed, subject, file, run, seen(sight, before), seen(sight, after));
    }

    private static @Nullable String seen(Sight sight, @Nullable String path) {
        return path != null && sight.sees(FilePath.known(path.getBytes(StandardCharsets.UTF_8))) ? path : null;
    }

    /** The names are those of the public surface, in the API as in files. */
    public JsonObject.Builder json() {
        JsonObject.Builder json =
                JsonObject.builder().set("id", Long.toString(id)).set("at", at.toString());
        set(json, "person", author.isNamed() ? author.person() : null);
        set(json, "token", text(author.token()));
        json.set("origin", author.origin()).set("deed", deed.label()).set("subject", subject);
        set(json, "file", text(file));
        set(json, "run", text(run));
        set(json, "before", before);
        set(json, "after", after);
        return json;
    }

    private static void set(JsonObject.Builder json, String key, @Nullable String value) {
        if (value == null) {
            json.setNull(key);
        } else {
            json.set(key, value);
        }
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : Long.toString(number);
    }
}
