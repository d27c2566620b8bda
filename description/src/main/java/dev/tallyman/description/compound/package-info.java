/**
 * The files of old office programs and of Outlook. Start at
 * {@link dev.tallyman.description.compound.CompoundReader}, which the describer chooses by a file’s first bytes.
 */
@NullMarked
package dev.tallyman.description.compound;

import org.jspecify.annotations.NullMarked;
