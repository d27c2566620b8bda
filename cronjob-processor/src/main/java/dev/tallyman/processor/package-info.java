/**
 * The program that works on the volume, one run at a time. {@link Main} knows its commands, and each
 * command lies with what it does: {@code sweep}, {@code upkeep}, {@code rules}, {@code identify}.
 *
 * <p>None of these imports another; what they share is {@link dev.tallyman.program}.
 */
@NullMarked
package dev.tallyman.processor;

import org.jspecify.annotations.NullMarked;
