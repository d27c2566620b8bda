/**
 * Runs of the programs: who asked for one, where it ran, how it went, and how it ended.
 *
 * <p>Start at {@link RunRegister}, which turns a request into a run and ends what died. {@link
 * Requests} are the counters that keep a sweep from ending too early: whoever asks for work counts
 * there in the transaction that makes the work. No row of a run is ever deleted.
 */
@NullMarked
package dev.tallyman.index.runs;

import org.jspecify.annotations.NullMarked;
