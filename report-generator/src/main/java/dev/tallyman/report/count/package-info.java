/**
 * What a report finds out: one state of the index, read once, becomes a {@link
 * dev.tallyman.report.count.ReportModel} and the tables beside it.
 *
 * <p>Start at {@link dev.tallyman.report.count.ReportModelFactory}; its one walk along the files is {@link
 * dev.tallyman.report.count.FileScan}. Memory must not grow with the number of files, and nothing here draws.
 */
@NullMarked
package dev.tallyman.report.count;

import org.jspecify.annotations.NullMarked;
