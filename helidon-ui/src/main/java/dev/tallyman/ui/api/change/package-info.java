/**
 * What changes files over HTTP, one or many: moved, identified or described again, released.
 *
 * <p>Start with {@link dev.tallyman.ui.api.change.BulkApi}.
 */
@NullMarked
package dev.tallyman.ui.api.change;

import org.jspecify.annotations.NullMarked;
