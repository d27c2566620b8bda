/**
 * PRONOM's signatures and the engine that matches them: {@code Content -> PUIDs}. Start at {@link
 * dev.tallyman.identification.pronom.Pronom}. Signatures come from the resource {@code pronom.tsv},
 * or from a DROID signature file and container signature file that somebody gives. Nothing here
 * knows MIME types of ours; {@code dev.tallyman.identification} joins the two.
 */
@NullMarked
package dev.tallyman.identification.pronom;

import org.jspecify.annotations.NullMarked;
