/**
 * Questions about files: one by its id or path, lists with filters and pages, totals, and what a
 * report is made of.
 *
 * <p>Start at {@link Catalog} for pages and at {@link ReportData} for reports, which read one state of
 * the index in one transaction. Nothing here writes. What can be long is streamed or paged.
 */
@NullMarked
package dev.tallyman.index.catalog;

import org.jspecify.annotations.NullMarked;
