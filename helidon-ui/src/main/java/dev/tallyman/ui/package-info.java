/** The pages, the API and the Jobs. */
@NullMarked
package dev.tallyman.ui;

import org.jspecify.annotations.NullMarked;
