/**
 * The pages about the intake itself: its rules, its API, its versions and its state.
 *
 * <p>Start with {@link dev.tallyman.ui.html.about.AboutService}. They read what others keep, and
 * change nothing.
 */
@NullMarked
package dev.tallyman.ui.html.about;

import org.jspecify.annotations.NullMarked;
