/**
 * What every reader works with: the bytes within their budget ({@link dev.tallyman.description.reading.Source}, and the
 * forms in which libraries ask for them) and what is written down ({@link dev.tallyman.description.reading.Draft}).
 * Start at {@link dev.tallyman.description.reading.Reader}. No format is known here.
 */
@NullMarked
package dev.tallyman.description.reading;

import org.jspecify.annotations.NullMarked;
