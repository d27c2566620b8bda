/**
 * The Trash page, and the question before a purge.
 *
 * <p>Start with {@link dev.tallyman.ui.html.trash.TrashService}.
 */
@NullMarked
package dev.tallyman.ui.html.trash;

import org.jspecify.annotations.NullMarked;
