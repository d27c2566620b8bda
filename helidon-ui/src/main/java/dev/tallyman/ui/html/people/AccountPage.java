package dev.tallyman.ui.html.people;

import dev.tallyman.ui.html.page.Frame;

/**
 * Tells somebody who they are here.
 *
 * @param groups with commas between them; empty for none
 * @param role what they may; empty for nothing
 * @param activity whether they may see what others did
 * @param leave whether signing out is ours
 */
public record AccountPage(Frame frame, String name, String groups, String role, boolean activity, boolean leave) {}
