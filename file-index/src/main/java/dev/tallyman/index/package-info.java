/**
 * The index of one intake and the layout of its volume: the only place that knows SQL and folders.
 *
 * <p>The life of a file:
 *
 * <pre>
 * received ─claim─▶ claimed ─┬─▶ classified ──────────────┐
 *    ▲                       ├─▶ failed (next sweep tries) │ changed on disk → received
 *    └──owner died───────────┘        └─ N attempts ─▶ quarantined (shown with its reason)
 * any of these ─delete─▶ trashed ─restore─▶ back      trashed ─retention─▶ purged
 * gone from the disk ─▶ missing (kept with its last facts, then purged by retention)
 * </pre>
 *
 * Begin with {@link Volume} (the folders), {@link FilePath} (a name is bytes) and {@link Index}.
 */
@NullMarked
package dev.tallyman.index;

import org.jspecify.annotations.NullMarked;
