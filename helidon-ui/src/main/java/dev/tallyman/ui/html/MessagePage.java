package dev.tallyman.ui.html;

import dev.tallyman.ui.html.page.Frame;

/**
 * A page that says what went wrong, instead of the one that was asked for.
 *
 * @param report whether a report is what is missing
 */
public record MessagePage(Frame frame, String title, String detail, boolean report) {}
