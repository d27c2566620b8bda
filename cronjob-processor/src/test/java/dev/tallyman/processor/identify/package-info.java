/** Tests of the identification. */
@NullMarked
package dev.tallyman.processor.identify;

import org.jspecify.annotations.NullMarked;
