/**
 * What requests and answers are made of: bodies, forms, JSON, ranges, raw paths, and errors as
 * problem details.
 *
 * <p>Start with {@link dev.tallyman.ui.http.Problem}. All that answers requests calls it. Nothing here
 * knows what a page or a run is.
 */
@NullMarked
package dev.tallyman.ui.http;

import org.jspecify.annotations.NullMarked;
