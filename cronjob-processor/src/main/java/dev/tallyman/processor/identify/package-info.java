/**
 * The command {@code identify}: names in, one line for each out, in order. Start at {@link
 * dev.tallyman.processor.identify.IdentifyCommand}; what a file is says {@link
 * dev.tallyman.identification}, and nothing here knows a format.
 */
@NullMarked
package dev.tallyman.processor.identify;

import org.jspecify.annotations.NullMarked;
