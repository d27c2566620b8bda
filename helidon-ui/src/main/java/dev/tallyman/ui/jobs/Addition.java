package dev.tallyman.ui.jobs;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in the cluster and is not from Git. Argo CD takes back what was changed, and
 * leaves alone what was added beside it: it is told by the fields that others manage.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 *
 * @param object {@code NetworkPolicy tallyman-deny-all}
 * @param field {@code spec.ingress}; null where Git has nothing of the object
 * @param manager the program that it was added with
 */
public record Addition(
        String object,
        @Nullable String field,
        String manager,
        @Nullable Instant at) {
    private static final String GIT = "argocd";
    private static final String SPEC = "f:spec";

    /** All that was added to these; nothing where none of them is from Git. */
    static List<Addition> to(Collection<? extends HasMetadata> live) {
        return live.stream().anyMatch(Addition::isFromGit)
                ? live.stream()
                        .flatMap(object -> to(object).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    private static boolean isFromGit(HasMetadata object) {
        return entries(object).stream().anyMatch(Addition::isOfGit);
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

    private static List<Addition> to(HasMetadata object) {
        String name = object.getKind() + " " + object.getMetadata().getName();
        List<ManagedFieldsEntry> entries = entries(object);
        if (!isFromGit(object)) {
            return entries.stream()
                    .limit(1)
                    .map(entry -> new Addition(name, null, entry.getManager(), time(entry)))
                    .toList();
        }
        List<Map<?, ?>> git =
                entries.stream().filter(Addition::isOfGit).map(Addition::spec).toList();
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
