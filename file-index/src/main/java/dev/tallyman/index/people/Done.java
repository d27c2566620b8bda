package dev.tallyman.index.people;

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
        @Nullable String after) {}
