package dev.tallyman.index.description;

import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * Proof that this process describes a file: needed to record what it found.
 *
 * @param facts what the verdict speaks of: other bytes are not described under it
 * @param attempt counts from 1
 * @param alone to be read while no other is: a process died while it described this one among others
 * @param again it has a description, which stays until there is another
 */
public record DescriptionClaim(
        long file,
        FilePath path,
        DiskFacts facts,
        String mime,
        @Nullable String sha256,
        int attempt,
        boolean alone,
        boolean again) {}
