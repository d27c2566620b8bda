/**
 * What is known of the intake, for pages and API alike: the rules in force, the timeline of a file,
 * the filters of a list, the records as JSON, and the events that tell of changes.
 *
 * <p>Start with {@link dev.tallyman.ui.intake.IndexWatcher} and {@link
 * dev.tallyman.ui.intake.Timeline}. The packages {@code api}, {@code html} and {@code health} call
 * it. No address is served here and no HTML is made here.
 */
@NullMarked
package dev.tallyman.ui.intake;

import org.jspecify.annotations.NullMarked;
