/** The reports that are kept: when each was made, what had changed, and any two side by side. */
@NullMarked
package dev.tallyman.ui.html.reports;

import org.jspecify.annotations.NullMarked;
