/**
 * The index of one intake. Start at {@link Index}: it opens the SQLite file and hands out whatever
 * works on it. The life of a file:
 *
 * <pre>
 * received ─claim─▶ claimed ─┬─▶ classified ──────────────┐
 *    ▲                       ├─▶ failed (next sweep tries) │ changed on disk → received
 *    └──owner died───────────┘        └─ N attempts ─▶ quarantined (shown with its reason)
 * any of these ─delete─▶ trashed ─restore─▶ back      trashed ─retention─▶ purged
 * gone from the disk ─▶ missing (kept with its last facts, then purged by retention)
 * </pre>
 *
 * What is below, each importing only what stands after it:
 *
 * <pre>
 * index           the door, and what people do to a file: upload, delete, restore
 *   queue         claims, verdicts, and what the dead leave behind
 *   repair        volume and index compared, and brought in line
 *   catalog       questions about files: lists, totals, the data of a report
 *   runs          the history of runs and the requests for new ones
 *   people        who has signed in, the tokens of their scripts, and who did what
 *   database      the SQLite file: connections, schema, backups
 * </pre>
 *
 * <p>All SQL of the program is in these packages, beside the method that runs it. The other modules
 * call {@link Index} and the values that it gives out, never {@code database}. Bytes come first and
 * the row second: a crash leaves a file without a row and never a row without its bytes.
 */
@NullMarked
package dev.tallyman.index;

import org.jspecify.annotations.NullMarked;
