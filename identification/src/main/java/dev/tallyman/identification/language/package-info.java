/**
 * Which language a text is written in, by its content alone: {@link
 * dev.tallyman.identification.language.LanguageModel} is asked where nothing else decides. {@link
 * dev.tallyman.identification.language.Trainer} makes its resource and is run by hand. {@link
 * dev.tallyman.identification.language.Json} goes by its grammar instead.
 */
@NullMarked
package dev.tallyman.identification.language;

import org.jspecify.annotations.NullMarked;
