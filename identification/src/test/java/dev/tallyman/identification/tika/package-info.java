/** Tests of PRONOM's engine. */
@NullMarked
package dev.tallyman.identification.tika;

import org.jspecify.annotations.NullMarked;
