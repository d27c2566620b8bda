/**
 * Archives: ZIP and its kin, tar, compressed files, 7z, images of discs. Start at
 * {@link dev.tallyman.description.archive.ArchiveReader}; the describer chooses. Nothing is unpacked to the disk, and no
 * size that an archive declares is allocated.
 */
@NullMarked
package dev.tallyman.description.archive;

import org.jspecify.annotations.NullMarked;
