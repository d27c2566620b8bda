/**
 * The data folder of an intake: its six folders, what proves it usable, and what moves between
 * them. Here is the only knowledge of the layout.
 *
 * <p>Start at {@link Volume}. {@link VolumeWalk} goes through {@code files/}, {@link Places} moves
 * bytes between {@code files/} and {@code trash/}, {@link Slot} proves that a process lives, {@link
 * Reserve} keeps room for a full volume, and {@link Upkeep} removes what is left over. {@link
 * dev.tallyman.index} calls all of it, the programs the first and the last.
 *
 * <p>No SQL and no knowledge of rows: whoever moves bytes here changes the row in {@code index}.
 * Nothing is ever overwritten, and nothing but people and uploads writes to {@code files/}.
 */
@NullMarked
package dev.tallyman.volume;

import org.jspecify.annotations.NullMarked;
