package dev.tallyman.volume.disk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a file relative to {@code files/}: the raw bytes of its name, segments separated by
 * {@code /}. Linux names are bytes and need not be text, so this is what the index stores; {@link
 * #text()} is for people only. Ordered by unsigned bytes, as SQLite orders blobs.
 */
public final class FilePath implements Comparable<FilePath> {
    /** The longest segment that ext4, XFS and their kind hold, in bytes. */
    public static final int MAX_SEGMENT = 255;

    /** PATH_MAX on Linux is 4,096 with the data folder in front and a NUL behind. */
    public static final int MAX_PATH = 3_072;

    /** At the top of a file system, where its repair puts things: never a file of the intake. */
    public static final byte[] RESERVED = "lost+found".getBytes(StandardCharsets.UTF_8);

    private final byte[] bytes;

    private FilePath(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A path from the index or from a directory listing; checked all the same, {@link
     * BadPathException}.
     */
    public static FilePath of(byte[] bytes) {
        PathForm.check(bytes);
        return new FilePath(bytes.clone());
    }

    /**
     * A path that was checked before, or that a directory listing gave: neither checked nor copied.
     */
    public static FilePath known(byte[] bytes) {
        return new FilePath(bytes);
    }

    /** A path from text, in UTF-8. */
    public static FilePath of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A path as it arrives in a URL: percent-decoded once, judged before any normalisation. {@code
     * ..}, {@code .}, empty segments, NUL, an encoded {@code /} and segments over 255 bytes are a
     * {@link BadPathException}.
     */
    public static FilePath ofUrl(String encoded) {
        return of(Percent.decode(encoded));
    }

    /** The file below {@code root}, by its raw bytes whatever the locale. */
    public Path under(Path root) {
        String base = root.toUri().getRawPath();
        return Path.of(URI.create("file://" + (base.endsWith("/") ? base : base + "/") + url()));
    }

    /** Percent-encoded, {@code /} between segments: the tail of a URL. */
    public String url() {
        return Percent.encode(bytes);
    }

    /** A copy of the raw bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** For people: what is not UTF-8 shows as U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** True when {@link #text()} is all of it. */
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The last segment, for people. */
    public String name() {
        return new String(bytes, nameStart(), bytes.length - nameStart(), StandardCharsets.UTF_8);
    }

    /**
     * Everything before the last segment with its final {@code /}, for people; empty at the root.
     */
    public String folder() {
        return new String(bytes, 0, nameStart(), StandardCharsets.UTF_8);
    }

    /** The folder that it lies in; empty at the root. */
    public Optional<FilePath> parent() {
        int start = nameStart();
        return start == 0 ? Optional.empty() : Optional.of(new FilePath(Arrays.copyOf(bytes, start - 1)));
    }

    /** This one, from a folder on. */
    public FilePath below(FilePath folder) {
        byte[] path = Arrays.copyOf(folder.bytes, folder.bytes.length + 1 + bytes.length);
        path[folder.bytes.length] = '/';
        System.arraycopy(bytes, 0, path, folder.bytes.length + 1, bytes.length);
        return of(path);
    }

    /** What is left of it from a folder on; empty where it does not lie in there. */
    public Optional<FilePath> from(FilePath folder) {
        int length = folder.bytes.length;
        boolean inside = bytes.length > length + 1
                && bytes[length] == '/'
                && Arrays.equals(bytes, 0, length, folder.bytes, 0, length);
        return inside
                ? Optional.of(new FilePath(Arrays.copyOfRange(bytes, length + 1, bytes.length)))
                : Optional.empty();
    }

    /** Its last segment alone. */
    public FilePath last() {
        return new FilePath(Arrays.copyOfRange(bytes, nameStart(), bytes.length));
    }

    /** The first folder's raw bytes; empty for a file at the root. */
    public byte[] top() {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                return Arrays.copyOf(bytes, i);
            }
        }
        return new byte[0];
    }

    /**
     * The name's ending in lower case without the dot; empty where there is none ({@code .profile}
     * has none).
     */
    public String extension() {
        String name = name();
        int dot = name.lastIndexOf('.');
        return dot <= 0 || dot == name.length() - 1
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** What searches compare, see {@link Folding}. */
    public String folded() {
        return Folding.of(text());
    }

    /**
     * The {@code n}-th name beside this one, {@code name (n).ext}, cut to 255 bytes before its
     * number and between characters.
     */
    public FilePath numbered(int n) {
        int start = nameStart();
        int dot = bytes.length;
        for (int i = bytes.length - 1; i > start; i--) {
            if (bytes[i] == '.') {
                dot = i;
                break;
            }
        }
        byte[] number = (" (" + n + ")").getBytes(StandardCharsets.US_ASCII);
        int room = MAX_SEGMENT - number.length;
        int ending = bytes.length - dot;
        if (ending > room / 2) {
            dot = bytes.length;
            ending = 0;
        }
        int stem = Math.min(dot - start, room - ending);
        while (stem > 1 && stem < dot - start && (bytes[start + stem] & 0xc0) == 0x80) {
            stem--;
        }
        var out = new ByteArrayOutputStream(bytes.length + number.length);
        out.write(bytes, 0, start + stem);
        out.writeBytes(number);
        out.write(bytes, dot, ending);
        return of(out.toByteArray());
    }

    private int nameStart() {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '/') {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public int compareTo(FilePath other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePath path && Arrays.equals(bytes, path.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
