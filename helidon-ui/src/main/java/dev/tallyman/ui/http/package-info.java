/** What Helidon leaves to its users of HTTP. */
@NullMarked
package dev.tallyman.ui.http;

import org.jspecify.annotations.NullMarked;
