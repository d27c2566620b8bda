/** The sample intake that the demo shows: good files of many kinds, and every bad case. */
@NullMarked
package dev.tallyman.ui.demo;

import org.jspecify.annotations.NullMarked;
