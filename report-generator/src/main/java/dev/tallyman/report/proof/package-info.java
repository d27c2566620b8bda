/**
 * What proves that a report is as it was made: the list of its files with their digests, signed with a key of the intake.
 *
 * <p>Start at {@link dev.tallyman.report.proof.ReportProof}. Everything that is written can be checked without Tallyman:
 * the list with {@code sha256sum}, its signature with {@code openssl}.
 */
@NullMarked
package dev.tallyman.report.proof;

import org.jspecify.annotations.NullMarked;
