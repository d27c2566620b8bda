/**
 * Files and folders as Linux has them: names that are bytes, folders that are opened and not
 * checked, and what the system says of a file.
 *
 * <p>Start at {@link FilePath} (a name) and {@link OpenFolder} (the way from a folder to a name, over
 * no link). {@link dev.tallyman.volume} calls it, and whoever reads the bytes of a file.
 *
 * <p>Nothing here knows the layout of an intake. No path is turned into text to open it, and {@link
 * SystemCalls} is called from this package alone.
 */
@NullMarked
package dev.tallyman.volume.disk;

import org.jspecify.annotations.NullMarked;
