/**
 * What the pages of a report say, computed from the model and nothing else.
 *
 * <p>Start at {@link dev.tallyman.report.page.Dashboard}, the first page; {@link dev.tallyman.report.page.ReportRenderer}
 * gives it to the templates in {@code src/main/jte}. Templates do no arithmetic, so it is done here; the index is never
 * asked from here.
 */
@NullMarked
package dev.tallyman.report.page;

import org.jspecify.annotations.NullMarked;
