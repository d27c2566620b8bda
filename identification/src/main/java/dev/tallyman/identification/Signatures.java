package dev.tallyman.identification;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.tika.Tika;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Tika's signatures and type hierarchy, together with ours from {@code custom-mimetypes.xml}, which
 * Tika reads by itself. Loading takes about 200 ms; afterwards it is shared by all threads.
 */
final class Signatures {
    static final String BINARY = MediaType.OCTET_STREAM.toString();
    static final String PLAIN = MediaType.TEXT_PLAIN.toString();
    static final String XML = MediaType.APPLICATION_XML.toString();
    static final String ZIP = MediaType.APPLICATION_ZIP.toString();
    static final String EMPTY = MediaType.EMPTY.toString();

    // Longer or stranger endings are no format's; Tika takes names for URIs and must not see them.
    private static final Pattern ENDING = Pattern.compile("[A-Za-z0-9_+-]{1,16}");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();
    private final MediaTypeRegistry registry = types.getMediaTypeRegistry();
    private final Tika tika = new Tika(types);

    /** What the first bytes say by themselves. */
    String ofContent(byte[] head) {
        return tika.detect(head);
    }

    /** What Tika takes a name's ending for, or null. */
    @Nullable
    String ofEnding(String ending) {
        if (!ENDING.matcher(ending).matches()) {
            return null;
        }
        String mime = tika.detect("x." + ending);
        return mime.equals(BINARY) ? null : mime;
    }

    /** True when {@code mime} is {@code ancestor} or a special form of it. */
    boolean isA(String mime, String ancestor) {
        MediaType above = registry.normalize(MediaType.parse(ancestor));
        return registry.isInstanceOf(mime, above);
    }

    /** The type that this one is a form of; null for bytes as such. */
    @Nullable
    String parent(String mime) {
        MediaType parent = registry.getSupertype(registry.normalize(MediaType.parse(mime)));
        return parent == null ? null : parent.toString();
    }

    /** Every type that there is a name for. */
    List<String> all() {
        return registry.getTypes().stream().map(MediaType::toString).sorted().toList();
    }

    boolean isText(String mime) {
        return mime.startsWith("text/") || isA(mime, PLAIN) || isA(mime, "text/html");
    }

    /**
     * True when the type, or one between it and {@code above}, has signatures and none of them is
     * there.
     */
    boolean lacksSignature(String mime, String above, byte[] head) {
        boolean known = false;
        MediaType type = registry.normalize(MediaType.parse(mime));
        while (type != null && !type.toString().equals(above)) {
            MimeType registered = registered(type.toString());
            if (registered != null && registered.hasMagic()) {
                if (registered.matchesMagic(head)) {
                    return false;
                }
                known = true;
            }
            type = registry.getSupertype(type);
        }
        return known;
    }

    /** True when this very type has a signature. */
    boolean hasMagic(String mime) {
        MimeType registered = registered(mime);
        return registered != null && registered.hasMagic();
    }

    /** The signature of this very type is there. */
    boolean hasSignature(String mime, byte[] head) {
        MimeType registered = registered(mime);
        return registered != null && registered.hasMagic() && registered.matchesMagic(head);
    }

    /** Tika's words for a type: an acronym such as {@code PNG} or a description, or null. */
    @Nullable
    String words(String mime) {
        MimeType type = registered(mime);
        if (type == null) {
            return null;
        }
        String description = type.getDescription();
        String acronym = type.getAcronym();
        String words = description.isEmpty() ? acronym : description;
        return words.isEmpty() ? null : words;
    }

    private @Nullable MimeType registered(String mime) {
        try {
            return types.getRegisteredMimeType(mime);
        } catch (MimeTypeException e) {
            return null;
        }
    }
}
