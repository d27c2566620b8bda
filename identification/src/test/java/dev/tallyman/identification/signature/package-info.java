/** Tests of PRONOM's engine. */
@NullMarked
package dev.tallyman.identification.signature;

import org.jspecify.annotations.NullMarked;
