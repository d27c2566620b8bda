package dev.tallyman.ui.api;

import dev.tallyman.look.TableScript;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes links of what a page of a report says of the intake beside it. On a disk such a place is plain text, or a link
 * within the report; here it leads to the file or the list as it is now. The script that the page calls from the folder
 * is put into it from this program: nothing that lies in a folder runs here.
 */
final class LiveLinks {
    // What files are called cannot look like this: a page has no bare < or " of theirs in it.
    private static final Pattern PLACE = Pattern.compile("<a data-live=\"(/(?!/)[^\"]*+)\"(?: href=\"[^\"]*+\")?");

    private static final Pattern CALL = Pattern.compile("<script src=\"(?:\\.\\./)?assets/tables\\.js\"></script>");

    private static final String SCRIPT = new String(TableScript.bytes(), StandardCharsets.US_ASCII);
    private static final String INLINE = Matcher.quoteReplacement("<script>" + SCRIPT + "</script>");

    private static final String KEPT = "/past-reports";

    private LiveLinks() {}

    /** What a policy calls the script that may run. */
    static String script() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(TableScript.bytes());
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A page with its links.
     *
     * @param about the folder that its numbers are of, so that lists show the same; empty for the whole
     */
    static byte[] in(byte[] page, Optional<FilePath> about) {
        // One character for each byte, whatever they mean.
        String text = new String(page, StandardCharsets.ISO_8859_1);
        String linked = PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(link(place, about)));
        return CALL.matcher(linked).replaceFirst(INLINE).getBytes(StandardCharsets.ISO_8859_1);
    }

    // The reports that are kept are of the whole, and not for those who read one folder's.
    private static String link(MatchResult place, Optional<FilePath> about) {
        return about.isPresent() && place.group(1).equals(KEPT)
                ? place.group()
                : "<a href=\"" + within(place.group(1), about) + "\"";
    }

    private static String within(String address, Optional<FilePath> about) {
        boolean list = address.equals("/") || (address.startsWith("/?") && !address.contains("folder="));
        return about.isEmpty() || !list
                ? address
                : address + (address.equals("/") ? "?" : "&amp;") + "folder="
                        + about.get().url();
    }
}
