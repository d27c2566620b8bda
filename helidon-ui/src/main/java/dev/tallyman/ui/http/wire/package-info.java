/**
 * What stands between the sockets and Helidon's HTTP/1.1, so that it reads only what it can read.
 *
 * <p>Start with {@link dev.tallyman.ui.http.wire.Wire}; {@code http.listener} calls it once for each
 * port. Nothing here knows what a request is about, and nothing decides how long a message is in
 * another way than Helidon does.
 */
@NullMarked
package dev.tallyman.ui.http.wire;

import org.jspecify.annotations.NullMarked;
