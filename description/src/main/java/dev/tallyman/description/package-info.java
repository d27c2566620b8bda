/**
 * What is inside a file: metadata, text, the files in it, dangers, small pictures.
 *
 * <p>Start at {@link dev.tallyman.description.Describer}, which chooses a {@link dev.tallyman.description.reading.Reader} by
 * the MIME type; a sweep calls it after the verdict. A reader takes all bytes from a
 * {@link dev.tallyman.description.reading.Source}, which ends what costs too much, and believes no size that a file declares.
 */
@NullMarked
package dev.tallyman.description;

import org.jspecify.annotations.NullMarked;
