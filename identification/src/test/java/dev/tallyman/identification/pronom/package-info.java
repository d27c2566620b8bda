/** Tests of PRONOM's engine. */
@NullMarked
package dev.tallyman.identification.pronom;

import org.jspecify.annotations.NullMarked;
