/**
 * Whether bytes are text, and in which encoding. Start at {@link dev.tallyman.identification.text.Text};
 * what the text says is asked by {@code dev.tallyman.identification}.
 */
@NullMarked
package dev.tallyman.identification.text;

import org.jspecify.annotations.NullMarked;
