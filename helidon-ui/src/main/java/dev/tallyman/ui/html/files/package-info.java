/**
 * The Files page: the overview, the filters, the list, its live part, and what is done with a
 * selection.
 *
 * <p>Start with {@link dev.tallyman.ui.html.files.FileListService}. Its records go to the templates
 * under {@code files/}.
 */
@NullMarked
package dev.tallyman.ui.html.files;

import org.jspecify.annotations.NullMarked;
