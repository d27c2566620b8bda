package dev.tallyman.ui.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in the cluster and is not from Git.
 *
 * @param object {@code NetworkPolicy tallyman-deny-all}
 * @param field {@code spec.ingress}; null where Git has nothing of the object
 * @param manager the program that it was added with
 */
public record Addition(
        String object,
        @Nullable String field,
        String manager,
        @Nullable Instant at) {}
