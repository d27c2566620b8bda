/**
 * The program that makes a report: Main ▸ page ▸ count ▸ data, an arrow only to the right.
 *
 * <p>Start at {@link dev.tallyman.report.Reporter}: it takes the run's row in the index, has the files counted, has the
 * pages drawn, and publishes the folder when it is complete. Nothing else here knows of runs, logs and exit codes.
 */
@NullMarked
package dev.tallyman.report;

import org.jspecify.annotations.NullMarked;
