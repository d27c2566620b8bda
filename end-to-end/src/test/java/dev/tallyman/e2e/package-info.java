/**
 * Tests through the front door: real processes, real file systems, a real browser. What must happen
 * to bad input and in faults, and who shows it:
 *
 * <ul>
 *   <li>names: {@link dev.tallyman.e2e.HostileNamesTest}; two uploads of one name, an upload cut
 *       off: {@link dev.tallyman.e2e.UploadsTest}, {@link dev.tallyman.e2e.KilledServerTest}
 *   <li>a volume that fills up: {@link dev.tallyman.e2e.FullVolumeTest}; one that is read-only,
 *       missing, on a network, of somebody else: {@link dev.tallyman.e2e.RefusedVolumeTest}
 *   <li>{@code kill -9} of the server: {@link dev.tallyman.e2e.KilledServerTest}; of sweep, report,
 *       housekeeping, restore: {@link dev.tallyman.e2e.KilledTest}
 *   <li>a damaged index, at start and under a running server: {@link
 *       dev.tallyman.e2e.DamagedIndexTest}
 *   <li>files that change while they are read: {@link dev.tallyman.e2e.ChangingFilesTest}
 * </ul>
 */
@NullMarked
package dev.tallyman.e2e;

import org.jspecify.annotations.NullMarked;
