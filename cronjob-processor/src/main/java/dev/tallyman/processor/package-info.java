/** The sweep and the other work on the volume. */
@NullMarked
package dev.tallyman.processor;

import org.jspecify.annotations.NullMarked;
