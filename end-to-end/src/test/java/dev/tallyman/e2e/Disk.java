package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** What lies on the disk, looked at past the product. */
final class Disk {
    /**
     * The size of a file of zeros that takes a minute to read: with more of them none is hashed.
     */
    static final long LONG = 60L << 30;

    private Disk() {}

    /** The regular files below a folder. */
    static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** The file under a folder whose percent-encoded name is this, whatever its bytes are. */
    static Path file(Path folder, String encoded) {
        String base = folder.toAbsolutePath().toUri().toString();
        return Path.of(URI.create((base.endsWith("/") ? base : base + "/") + encoded));
    }

    /** A file of zeros that takes long to read and no space. */
    static Path sparse(Path file, long size) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
        }
        return file;
    }

    /** True while the process has the file open. */
    static boolean isOpen(long pid, Path file) {
        try (var open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : open) {
                if (Files.readSymbolicLink(descriptor).equals(file)) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return false; // closed or ended meanwhile
        }
        return false;
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static String sha256(String text) throws Exception {
        return sha256(text.getBytes(UTF_8));
    }
}
