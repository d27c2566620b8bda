package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.ui.jobs.Addition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was added in the cluster beside Git. Argo CD takes back what was changed, and leaves
 * alone what was added beside it: the fields that others manage tell of that.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
final class ManagedFields {
    private static final String GIT = "argocd";
    private static final String SPEC = "f:spec";

    private ManagedFields() {}

    /** All that was added to these; nothing where none of them is from Git. */
    static List<Addition> additions(Collection<? extends HasMetadata> live) {
        return live.stream().anyMatch(ManagedFields::isFromGit)
                ? live.stream()
                        .flatMap(object -> additions(object).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    private static boolean isFromGit(HasMetadata object) {
        return entries(object).stream().anyMatch(ManagedFields::isOfGit);
    }

    private static boolean isOfGit(ManagedFieldsEntry entry) {
        return entry.getManager().startsWith(GIT) && entry.getSubresource() == null;
    }

    private static List<ManagedFieldsEntry> entries(HasMetadata object) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        return entries == null
                ? List.of()
                : entries.stream()
                        .filter(entry -> entry.getManager() != null)
                        .filter(entry -> !"status".equals(entry.getSubresource()))
                        .toList();
    }

    private static List<Addition> additions(HasMetadata object) {
        String name = object.getKind() + " " + object.getMetadata().getName();
        List<ManagedFieldsEntry> entries = entries(object);
        if (!isFromGit(object)) {
            return entries.stream()
                    .limit(1)
                    .map(entry -> new Addition(name, null, entry.getManager(), time(entry)))
                    .toList();
        }
        List<Map<?, ?>> git = entries.stream()
                .filter(ManagedFields::isOfGit)
                .map(ManagedFields::spec)
                .toList();
        List<Addition> additions = new ArrayList<>();
        for (ManagedFieldsEntry entry : entries) {
            if (!isOfGit(entry)) {
                List<String> fields = new ArrayList<>();
                collect(spec(entry), git, "spec", fields);
                // Pausing a schedule is done on the page and stays.
                fields.remove("spec.suspend");
                fields.forEach(field -> additions.add(new Addition(name, field, entry.getManager(), time(entry))));
            }
        }
        return additions;
    }

    private static Map<?, ?> spec(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                        && entry.getFieldsV1().getAdditionalProperties().get(SPEC) instanceof Map<?, ?> spec
                ? spec
                : Map.of();
    }

    private static @Nullable Instant time(ManagedFieldsEntry entry) {
        return entry.getTime() == null ? null : Instant.parse(entry.getTime());
    }

    /** Collects what is in one set of fields and in none of the others, by its topmost field. */
    private static void collect(Map<?, ?> fields, List<Map<?, ?>> others, String path, List<String> found) {
        fields.forEach((key, below) -> {
            String field = path + step(String.valueOf(key));
            List<Map<?, ?>> same = new ArrayList<>();
            for (Map<?, ?> other : others) {
                if (other.get(key) instanceof Map<?, ?> map) {
                    same.add(map);
                }
            }
            if (same.isEmpty() && !key.equals(".")) {
                found.add(field);
            } else if (below instanceof Map<?, ?> map) {
                collect(map, same, field, found);
            }
        });
    }

    // f:containers and k:{"name":"ui"}: a field, and one of a list by its key.
    private static String step(String key) {
        String name = key.substring(Math.min(2, key.length()));
        return key.startsWith("f:")
                ? "." + name
                : "[" + name.replaceAll("[{}\"]", "").replace(':', '=') + "]";
    }
}
