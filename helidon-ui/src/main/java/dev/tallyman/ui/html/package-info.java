/**
 * The HTML pages, put together: {@link dev.tallyman.ui.html.PageServices} registers all of them, with the
 * forms that people post and the pages for what went wrong.
 *
 * <p>A page is a record with exactly what it shows, made by the service of its address and rendered
 * by the template in the folder of its package. Templates decide and compute nothing. A page never
 * calls the API, and the API never calls a page: what both need lies in {@code intake}.
 */
@NullMarked
package dev.tallyman.ui.html;

import org.jspecify.annotations.NullMarked;
