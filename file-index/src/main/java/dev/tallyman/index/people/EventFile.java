package dev.tallyman.index.people;

import io.helidon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of events, a line of JSON each: {@code events-1-500.jsonl} holds those with the ids 1 to 500.
 * Each line begins with the hash of the line before it, across files too, and ends with its own: the
 * SHA-256 of all its bytes before {@code ,"hash"}. So no line can be changed, cut out, added or moved
 * without all after it being written anew.
 */
public record EventFile(Path path, long first, long last) {
    /** What the first line of all follows. */
    static final String NOTHING = "0".repeat(64);

    /** In the order of their events. */
    static final Comparator<EventFile> ORDER = Comparator.comparingLong(EventFile::first);

    private static final Pattern NAME = Pattern.compile("events-(\\d{1,18})-(\\d{1,18})\\.jsonl");
    private static final Pattern LINE =
            Pattern.compile("(\\{\"previous\":\"([0-9a-f]{64})\".*),\"hash\":\"([0-9a-f]{64})\"\\}");

    /**
     * A line of one.
     *
     * @param previous what it says that the line before it hashes to
     * @param hash what it says that it hashes to itself
     * @param intact whether that is so
     * @param end whether it is the last of its file
     */
    record Line(String previous, String hash, boolean intact, boolean end) {
        /** Empty for what is none. */
        static Optional<Line> of(String text) {
            Matcher parts = LINE.matcher(text);
            return parts.matches()
                    ? Optional.of(new Line(
                            parts.group(2),
                            parts.group(3),
                            sha256(parts.group(1)).equals(parts.group(3)),
                            parts.group(1).matches(".*,\"end\":\\d+")))
                    : Optional.empty();
        }

        /** Makes one that follows another, of the fields of an object. */
        static String text(String previous, JsonObject fields) {
            String content =
                    "{\"previous\":\"" + previous + "\"," + fields.toString().substring(1);
            String open = content.substring(0, content.length() - 1);
            return open + ",\"hash\":\"" + sha256(open) + "\"}";
        }
    }

    /** The one with this name; empty for another file's. */
    static Optional<EventFile> of(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches()
                ? Optional.of(new EventFile(path, Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    static String name(long first, long last) {
        return "events-" + first + "-" + last + ".jsonl";
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
