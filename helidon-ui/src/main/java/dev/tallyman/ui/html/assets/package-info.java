/**
 * The stylesheet, the scripts and the icon, under addresses that change with their content.
 *
 * <p>The layout asks {@link dev.tallyman.ui.html.assets.Assets} for the addresses. Nothing is loaded
 * from another site.
 */
@NullMarked
package dev.tallyman.ui.html.assets;

import org.jspecify.annotations.NullMarked;
