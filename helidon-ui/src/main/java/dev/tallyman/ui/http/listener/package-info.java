/**
 * The two ports, the connections on them, and the filters that every request passes.
 *
 * <p>Start with {@link dev.tallyman.ui.http.listener.Listeners}; {@code Server} names the filters in
 * their order. Nothing here knows an address.
 */
@NullMarked
package dev.tallyman.ui.http.listener;

import org.jspecify.annotations.NullMarked;
