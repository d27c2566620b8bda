/** The report on everything in the index. */
@NullMarked
package dev.tallyman.report;

import org.jspecify.annotations.NullMarked;
