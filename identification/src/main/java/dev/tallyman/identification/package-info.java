/**
 * What a file is: {@code (name, Content) -> Identification}, in one place for the sweep and for the
 * {@code identify} command.
 *
 * <p>Content speaks first: signatures ({@link dev.tallyman.identification.Signatures}), then what
 * is inside containers, then text. A name may refine that, never contradict it ({@link
 * dev.tallyman.identification.Names}). Everything reads bounded pieces and allocates by what is
 * there, never by what a file declares.
 */
@NullMarked
package dev.tallyman.identification;

import org.jspecify.annotations.NullMarked;
