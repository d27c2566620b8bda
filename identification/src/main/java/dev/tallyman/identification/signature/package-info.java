/**
 * The one engine that finds byte signatures, whatever their source: {@code head, tail -> which
 * rules hold}. Start at {@link dev.tallyman.identification.signature.SignatureIndex}. Called by
 * the sources: {@code dev.tallyman.identification} for types and {@code
 * dev.tallyman.identification.pronom}; nothing here knows what a rule means. What a file cannot be
 * is never asked: a rule is looked at only where its {@link
 * dev.tallyman.identification.signature.Clues} are there.
 */
@NullMarked
package dev.tallyman.identification.signature;

import org.jspecify.annotations.NullMarked;
