/**
 * What a file is: {@code (name, Content) -> Identification}, in one place for the sweep and for the
 * {@code identify} command. Start at {@link dev.tallyman.identification.Identifier}; nothing here
 * knows a volume, an index or a path.
 *
 * <p>Content speaks first: signatures ({@link dev.tallyman.identification.Signatures}) and whether
 * they are possible here ({@link dev.tallyman.identification.SignatureChecks}), then what is inside
 * containers, then text ({@link dev.tallyman.identification.text.Text}). A name may refine that, never
 * contradict it ({@link dev.tallyman.identification.NameRules}); PRONOM's ids stand beside it where
 * they agree ({@link dev.tallyman.identification.Puids}); that it lies needs evidence ({@link
 * dev.tallyman.identification.Misnaming}). Everything reads bounded pieces and allocates by what is
 * there, never by what a file declares. An exception is a fault of this program and leaves it.
 */
@NullMarked
package dev.tallyman.identification;

import org.jspecify.annotations.NullMarked;
