package dev.tallyman.ui.intake;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.util.Base64;
import java.util.Locale;

/** A file's record as the API shows it: the names are those of the view {@code v_file}. */
public final class FileJson {
    private FileJson() {}

    public static JsonObject of(StoredFile file) {
        return builder(file).build();
    }

    public static JsonObject.Builder builder(StoredFile file) {
        JsonObject.Builder json = JsonObject.builder().set("id", Long.toString(file.id()));
        path(json, file.path());
        json.set("size", file.size());
        JsonResponse.set(json, "modified", file.modified());
        JsonResponse.set(json, "batch", file.arrival().batch());
        json.set("received", file.received().toString())
                .set("origin", file.origin().name().toLowerCase(Locale.ROOT))
                .set("state", file.state().label())
                .set("state_since", file.stateSince().toString())
                .set("attempts", file.attempts());
        JsonResponse.set(json, "category", file.category().map(Category::label).orElse(null));
        JsonResponse.set(json, "mime", file.mime());
        JsonResponse.set(json, "puid", file.puid());
        json.setStrings("puids", file.puids());
        JsonResponse.set(json, "format", file.format());
        JsonResponse.set(json, "version", file.version());
        Basis basis = file.basis();
        JsonResponse.set(json, "basis", basis == null ? null : basis.label());
        json.set("mismatch", file.mismatch());
        JsonResponse.set(json, "name_says", file.nameSays());
        json.setStrings("risks", file.risks().stream().sorted().map(Risk::label).toList());
        JsonResponse.set(json, "sha256", file.sha256());
        String metadata = file.metadata();
        if (metadata != null) {
            json.set("metadata", JsonParser.create(metadata).readJsonObject());
        }
        JsonResponse.set(json, "error", file.error());
        JsonResponse.set(json, "rules", file.rules());
        JsonResponse.set(json, "detector", file.detector());
        handling(json, file.handling());
        inside(json, file.inside());
        return json;
    }

    private static void inside(JsonObject.Builder json, StoredFile.Inside inside) {
        JsonResponse.set(json, "described", inside.described());
        JsonResponse.set(json, "description_note", inside.note());
        JsonResponse.set(json, "members", inside.members());
        if (inside.pictured()) {
            json.set("thumbnail", true);
        }
    }

    public static void path(JsonObject.Builder json, FilePath path) {
        json.set("path", path.text());
        if (!path.isUtf8()) {
            json.set("path_bytes", Base64.getEncoder().encodeToString(path.bytes()));
        }
    }

    private static void handling(JsonObject.Builder json, StoredFile.Handling handling) {
        Long run = handling.run();
        JsonResponse.set(json, "run", run == null ? null : Long.toString(run));
        JsonResponse.set(json, "worker", handling.worker());
        JsonResponse.set(json, "policy", handling.policy());
        JsonResponse.set(json, "claimed", handling.claimed());
        JsonResponse.set(json, "started", handling.started());
        JsonResponse.set(json, "done", handling.done());
    }
}
