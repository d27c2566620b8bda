package dev.tallyman.ui.html;

/**
 * A page that says why there is no other.
 *
 * @param report whether a report is what is missing
 */
public record MessagePage(Frame frame, String title, String detail, boolean report) {}
