/**
 * What a report consists of on the disk: its folder, its data files, and the tables that are written to them row by row.
 *
 * <p>Start at {@link dev.tallyman.report.data.Table}. Whoever counts fills tables; how a list's page looks is handed in as
 * a function. Nothing here holds more than a page of rows, and nothing knows what the rows mean.
 */
@NullMarked
package dev.tallyman.report.data;

import org.jspecify.annotations.NullMarked;
