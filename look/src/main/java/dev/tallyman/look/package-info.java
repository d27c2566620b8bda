/** What the UI and the report share. */
@NullMarked
package dev.tallyman.look;

import org.jspecify.annotations.NullMarked;
