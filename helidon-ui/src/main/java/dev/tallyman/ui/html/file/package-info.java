/**
 * The page of one file: what it is and why, what happened to it, and its content.
 *
 * <p>Start with {@link dev.tallyman.ui.html.file.FileService}. Content is read and escaped here and
 * never parsed.
 */
@NullMarked
package dev.tallyman.ui.html.file;

import org.jspecify.annotations.NullMarked;
