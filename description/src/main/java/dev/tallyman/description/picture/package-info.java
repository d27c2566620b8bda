/**
 * How a picture becomes a small one: {@link dev.tallyman.description.picture.ReducedJpeg} reads a JPEG at a part of its
 * size, {@link dev.tallyman.description.picture.Shrinking} makes the rest of the way. No file and no limit but its own.
 */
@NullMarked
package dev.tallyman.description.picture;

import org.jspecify.annotations.NullMarked;
