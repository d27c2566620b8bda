package dev.tallyman.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of the test's own: small, read-only, or not to be trusted. */
final class Mounted implements AutoCloseable {
    private final Path at;

    private Mounted(Path at) {
        this.at = at;
    }

    /** Holds {@code megabytes} and no more. */
    static Mounted small(Path at, int megabytes) throws Exception {
        Needs.that(isRoot(), "mounting a small file system needs root");
        Files.createDirectories(at);
        if (tried("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at)) {
            return new Mounted(at);
        }
        Path image = at.resolveSibling(at.getFileName() + ".img");
        Shell.run("truncate", "-s", megabytes + "M", image);
        Shell.run("mkfs.ext4", "-q", "-m", "0", image);
        Needs.that(tried("mount", "-o", "loop", image, at), "neither tmpfs nor ext4 may be mounted");
        return new Mounted(at);
    }

    /** The same folder again, where nothing can be written. */
    static Mounted readOnly(Path folder, Path at) throws Exception {
        Needs.that(isRoot(), "mounting read-only needs root");
        Files.createDirectories(at);
        Shell.run("mount", "--bind", folder, at);
        Shell.run("mount", "-o", "remount,ro,bind", at);
        return new Mounted(at);
    }

    /** The same folder through FUSE, as sshfs and its kind would show it. */
    static Mounted fuse(Path folder, Path at) throws Exception {
        Needs.that(isRoot(), "mounting with FUSE needs root");
        Needs.that(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        Needs.program("bindfs", "bindfs");
        Files.createDirectories(at);
        Shell.run("bindfs", "-o", "fsname=server:/export", folder, at);
        return new Mounted(at);
    }

    private static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static boolean tried(Object... command) throws Exception {
        var words = List.of(command).stream().map(Object::toString).toList();
        return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
    }

    Path at() {
        return at;
    }

    /** A data folder that is this whole file system. */
    Path data() {
        return at;
    }

    /** Takes what is left, to the last byte, with a file that is nobody's business. */
    Path fill() throws Exception {
        Path ballast = at.resolve("lost+found/ballast");
        Files.createDirectories(ballast.getParent());
        for (String block : List.of("1M", "4096", "1")) {
            tried(
                    "sh",
                    "-c",
                    "dd if=/dev/zero bs="
                            + block
                            + " of="
                            + ballast
                            + " oflag=append conv=notrunc status=none 2>/dev/null");
        }
        return ballast;
    }

    @Override
    public void close() throws IOException {
        try {
            Shell.run("umount", "-l", at);
        } catch (Exception e) {
            throw new IOException("cannot unmount " + at, e);
        }
    }
}
