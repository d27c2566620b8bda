/** The volume and the index on it. */
@NullMarked
package dev.tallyman.index;

import org.jspecify.annotations.NullMarked;
