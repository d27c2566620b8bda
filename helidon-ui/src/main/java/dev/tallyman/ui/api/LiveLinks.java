package dev.tallyman.ui.api;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes links of what a page of a report says of the intake beside it. On a disk such a place is plain text, or a link
 * within the report; here it leads to the file or the list as it is now.
 */
final class LiveLinks {
    // What files are called cannot look like this: a page has no bare < or " of theirs in it.
    private static final Pattern PLACE = Pattern.compile("<a data-live=\"(/(?!/)[^\"]*+)\"(?: href=\"[^\"]*+\")?");

    private LiveLinks() {}

    static byte[] in(byte[] page) {
        // One character for each byte, whatever they mean.
        String text = new String(page, StandardCharsets.ISO_8859_1);
        return PLACE.matcher(text).replaceAll("<a href=\"$1\"").getBytes(StandardCharsets.ISO_8859_1);
    }
}
