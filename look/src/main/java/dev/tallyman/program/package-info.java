/**
 * The frame that the three programs share: arguments and exit codes ({@link CommandFrame}), the
 * environment ({@link Program}), signals ({@link StopSignal}), the log ({@link ProgramLog}), and one run
 * from its row in the history to its end ({@link ProgramRun}).
 *
 * <p>Every {@code Main} starts at {@link CommandFrame}. What a command does is not known here, and
 * nothing outside this package maps an exception to an exit code that all programs share.
 */
@NullMarked
package dev.tallyman.program;

import org.jspecify.annotations.NullMarked;
