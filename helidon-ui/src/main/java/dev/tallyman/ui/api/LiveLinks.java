package dev.tallyman.ui.api;

import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes links of what a page of a report says of the intake beside it. On a disk such a place is plain text, or a link
 * within the report; here it leads to the file or the list as it is now.
 */
final class LiveLinks {
    // What files are called cannot look like this: a page has no bare < or " of theirs in it.
    private static final Pattern PLACE = Pattern.compile("<a data-live=\"(/(?!/)[^\"]*+)\"(?: href=\"[^\"]*+\")?");

    private LiveLinks() {}

    /**
     * A page with its links.
     *
     * @param about the folder that its numbers are of, so that lists show the same; empty for the whole
     */
    static byte[] in(byte[] page, Optional<FilePath> about) {
        // One character for each byte, whatever they mean.
        String text = new String(page, StandardCharsets.ISO_8859_1);
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement("<a href=\"" + within(place.group(1), about) + "\""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String within(String address, Optional<FilePath> about) {
        boolean list = address.equals("/") || (address.startsWith("/?") && !address.contains("folder="));
        return about.isEmpty() || !list
                ? address
                : address + (address.equals("/") ? "?" : "&amp;") + "folder="
                        + about.get().url();
    }
}
