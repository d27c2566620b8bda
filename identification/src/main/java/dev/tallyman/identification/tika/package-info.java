/**
 * Reads tika-core's type table and ours as data and writes them as the table {@code types.tsv}: run
 * by hand after a change of either, see {@code docs/identification.md}. Nothing of this runs while
 * files are identified.
 */
@NullMarked
package dev.tallyman.identification.tika;

import org.jspecify.annotations.NullMarked;
