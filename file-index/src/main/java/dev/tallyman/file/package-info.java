/**
 * What is known of a file, as values: {@link StoredFile} (a row), {@link State}, {@link
 * Identification} (what it is) and {@link Risk} (what could surprise whoever handles it).
 *
 * <p>Every module speaks in these words. They hold no reference to a volume or an index, and ask
 * nothing of either.
 */
@NullMarked
package dev.tallyman.file;

import org.jspecify.annotations.NullMarked;
