/** Tests of the identification. */
@NullMarked
package dev.tallyman.identification;

import org.jspecify.annotations.NullMarked;
