package dev.tallyman.volume.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells that a file is still the one that was read: any change of content changes one of
 * these.
 */
public record DiskFacts(long size, long mtimeNanos, long inode) {
    public static DiskFacts of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    public static DiskFacts of(BasicFileAttributes attributes) {
        return new DiskFacts(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), inode(attributes));
    }

    // From "(dev=fd00,ino=1234)". The "unix" view gives the inode too, but builds a map and boxes
    // every
    // value of it; parsed by hand, because an unchanged discovery spent a tenth of its time here.
    private static long inode(BasicFileAttributes attributes) {
        String key = String.valueOf(attributes.fileKey());
        long inode = 0;
        for (int i = key.lastIndexOf('=') + 1; i < key.length() - 1; i++) {
            inode = 10 * inode + key.charAt(i) - '0';
        }
        return inode;
    }
}
