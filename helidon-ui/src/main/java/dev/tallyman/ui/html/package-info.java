/**
 * The HTML pages. A page is a record with exactly what it shows, made by the service of its address
 * and rendered by the template of its name; templates decide and compute nothing.
 */
@NullMarked
package dev.tallyman.ui.html;

import org.jspecify.annotations.NullMarked;
