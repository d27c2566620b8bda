package dev.tallyman.ui.html.people;

import dev.tallyman.ui.html.page.Frame;
import java.util.List;

/**
 * Tells somebody who they are here.
 *
 * @param groups with commas between them; empty for none
 * @param rights what they may, folder by folder; empty for nothing
 * @param contact whom to ask for more; empty where the rules do not say
 * @param activity whether they may see what others did
 * @param leave whether signing out is ours
 */
public record AccountPage(
        Frame frame, String name, String groups, List<Right> rights, String contact, boolean activity, boolean leave) {
    /** A role in a folder and below. */
    public record Right(String folder, String role) {}
}
