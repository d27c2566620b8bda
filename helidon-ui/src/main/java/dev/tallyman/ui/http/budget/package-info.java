/**
 * How much of everything the server may use at once, and whose turn it is.
 *
 * <p>Start with {@link dev.tallyman.ui.http.budget.Budget}. Whatever holds memory, a descriptor or a
 * thread for the length of a transfer takes a place here first.
 */
@NullMarked
package dev.tallyman.ui.http.budget;

import org.jspecify.annotations.NullMarked;
