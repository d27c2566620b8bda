package dev.tallyman.processor.identify;

import dev.tallyman.file.Identification;
import dev.tallyman.identification.Content;
import dev.tallyman.identification.Identifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path as somebody gave it: bytes, which need not be text. Anything may stand there, also what is
 * no file at all; only regular files are ever opened.
 */
final class RawName {
    private static final String PLAIN = "-._~/";

    private final byte[] bytes;
    private final int number;
    private final int parent;

    /**
     * One of several.
     *
     * @param number its place among them, from 1
     * @param parent the place of the folder that it lies in, or 0
     */
    RawName(byte[] bytes, int number, int parent) {
        this.bytes = bytes;
        this.number = number;
        this.parent = parent;
    }

    /** Its place among the names given, from 1. */
    int number() {
        return number;
    }

    /** The place of the folder that it lies in, where that was given shortly before; else 0. */
    int parent() {
        return parent;
    }

    /** Whether another name goes on where this one ends, at a slash. */
    boolean leadsTo(byte[] other) {
        int end = bytes.length;
        return end > 0
                && end < other.length
                && (bytes[end - 1] == '/' || other[end] == '/')
                && Arrays.equals(bytes, 0, end, other, 0, end);
    }

    /** The file's size and times; null where there is none to be seen. */
    @Nullable
    BasicFileAttributes attributes() {
        try {
            return Files.readAttributes(path(), BasicFileAttributes.class);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** As a URI; empty where it cannot be a file's name. */
    String uri() {
        try {
            return path().toUri().toString();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** As given; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** As text; what is no UTF-8 is U+FFFD. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** From the root on, as text. */
    String absolute() {
        String text = text();
        return text.startsWith("/") ? text : Path.of("").toAbsolutePath() + "/" + text.replaceFirst("^(\\./)+", "");
    }

    /** Adds everything in the file; false where it is none. */
    boolean digest(MessageDigest digest) throws IOException {
        Path path;
        try {
            path = path();
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (refusal(path) != null) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return true;
    }

    /** The file's answer, or the reason why there is none. */
    Identification identify(Identifier identifier, boolean ignoreName) {
        Path path;
        try {
            path = path();
        } catch (IllegalArgumentException e) {
            return Identifier.unidentified("Cannot be read: " + e.getMessage());
        }
        try {
            String refusal = refusal(path);
            if (refusal != null) {
                return Identifier.unidentified(refusal);
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                return identifier.identify(ignoreName ? null : name(), Content.of(channel));
            }
        } catch (NoSuchFileException e) {
            return Identifier.unidentified(Files.isSymbolicLink(path) ? "Link to a missing file" : "Missing");
        } catch (AccessDeniedException e) {
            return Identifier.unidentified("Not permitted to read");
        } catch (FileSystemException e) {
            String reason = Objects.requireNonNullElse(e.getReason(), "no reason given");
            return Identifier.unidentified("Cannot be read: " + reason);
        } catch (IOException e) {
            return Identifier.unidentified("Cannot be read: " + e.getMessage());
        }
    }

    /** Why {@link #identify} answers as it does, line by line; the reason where it cannot be read. */
    List<String> explain(Identifier identifier, boolean ignoreName) {
        try {
            String refusal = refusal(path());
            if (refusal != null) {
                return List.of("Answer: " + refusal);
            }
            try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ)) {
                return identifier.explain(ignoreName ? null : name(), Content.of(channel));
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of("Answer: " + identify(identifier, ignoreName).format());
        }
    }

    /** The last segment, for people and for telling formats by. */
    String name() {
        int end = bytes.length;
        while (end > 1 && bytes[end - 1] == '/') {
            end--;
        }
        int start = end;
        while (start > 0 && bytes[start - 1] != '/') {
            start--;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static @Nullable String refusal(Path path) throws IOException {
        if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
            return null;
        }
        int mode = (int) Files.getAttribute(path, "unix:mode");
        return switch (mode & 0170000) {
            case 0040000 -> "Directory";
            case 0010000 -> "FIFO";
            case 0140000 -> "Socket";
            case 0020000 -> "Character device";
            case 0060000 -> "Block device";
            default -> "Not a regular file";
        };
    }

    // Strings lose bytes that are not UTF-8; percent-encoded URIs keep them.
    private Path path() {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("the name is empty");
        }
        // Most names are plain, and the way through a URI costs as much as the reading.
        if (isAscii()) {
            return Path.of(new String(bytes, StandardCharsets.US_ASCII));
        }
        var url = new ByteArrayOutputStream(bytes.length * 2);
        url.writeBytes("file://".getBytes(StandardCharsets.US_ASCII));
        if (bytes[0] != '/') {
            String here = Path.of("").toAbsolutePath().toUri().getRawPath();
            url.writeBytes(here.getBytes(StandardCharsets.US_ASCII));
            if (!here.endsWith("/")) {
                url.write('/');
            }
        }
        for (byte value : bytes) {
            int c = value & 0xff;
            if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                url.write(c);
            } else {
                url.writeBytes("%%%02X".formatted(c).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return Path.of(URI.create(url.toString(StandardCharsets.US_ASCII)));
    }

    private boolean isAscii() {
        for (byte value : bytes) {
            if (value <= 0) {
                return false;
            }
        }
        return true;
    }
}
