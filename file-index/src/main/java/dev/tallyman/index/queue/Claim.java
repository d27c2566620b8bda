package dev.tallyman.index.queue;

import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * Proof that this process holds a file: needed to record a verdict.
 *
 * @param facts what the index knows of the file on disk
 * @param sha256 hex, where it is known for these facts
 * @param attempt counts from 1: this reading, if it comes to a verdict
 * @param owner the slot
 * @param run that claimed it
 * @param alone an owner died while it had this file open: to be read while nothing else is
 * @param again it has a verdict, which stands until another one is recorded
 */
public record Claim(
        long file,
        FilePath path,
        DiskFacts facts,
        @Nullable String sha256,
        int attempt,
        String owner,
        long run,
        boolean alone,
        boolean again) {}
