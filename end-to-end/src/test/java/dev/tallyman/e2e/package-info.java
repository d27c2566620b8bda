/** Tests through the front door. */
@NullMarked
package dev.tallyman.e2e;

import org.jspecify.annotations.NullMarked;
