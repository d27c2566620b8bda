/**
 * What several pages share: the frame around each, the rows of tables, the addresses of the files
 * list, and the rendering.
 *
 * <p>Start with {@link dev.tallyman.ui.html.page.PageContext}, which every service of a page gets.
 * Nothing here knows a single page.
 */
@NullMarked
package dev.tallyman.ui.html.page;

import org.jspecify.annotations.NullMarked;
