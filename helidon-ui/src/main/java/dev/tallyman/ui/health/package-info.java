/**
 * What a platform asks on the second port: health, readiness and metrics; and the watch over this
 * process, which ends it when it cannot serve any more.
 *
 * <p>Start with {@link dev.tallyman.ui.health.Health}. {@code Server} wires it. Nothing here may need
 * a place in the budget: it answers when everything else is busy.
 */
@NullMarked
package dev.tallyman.ui.health;

import org.jspecify.annotations.NullMarked;
