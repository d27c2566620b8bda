/**
 * What keeps an intake in order and shows how it stands: housekeeping, restore, status.
 *
 * <p>Start at the command in question. Each task of {@link Housekeeping} stands alone: what one could
 * not do stops no other. What frees space comes first, and works on a full volume.
 */
@NullMarked
package dev.tallyman.processor.upkeep;

import org.jspecify.annotations.NullMarked;
