package dev.tallyman.ui.html;

import dev.tallyman.ui.html.page.Frame;

/**
 * A page that says why there is no other.
 *
 * @param report whether a report is what is missing
 */
public record MessagePage(Frame frame, String title, String detail, boolean report) {}
