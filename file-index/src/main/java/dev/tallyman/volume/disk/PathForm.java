package dev.tallyman.volume.disk;

import java.util.Arrays;

/** What a path under {@code files/} has to be like, so that every file system holds it and it stays in there. */
final class PathForm {
    private PathForm() {}

    /** {@link BadPathException} with what to do for one that is not like that. */
    static void check(byte[] path) {
        if (path.length == 0) {
            throw new BadPathException("The path is empty; name the file.");
        }
        if (path.length > FilePath.MAX_PATH) {
            throw new BadPathException("The path is longer than 3,072 bytes; use shorter folder names.");
        }
        int start = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                checkSegment(path, start, i);
                if (start == 0 && Arrays.equals(path, 0, i, FilePath.RESERVED, 0, FilePath.RESERVED.length)) {
                    throw new BadPathException("“lost+found” is the file system’s own; choose another name.");
                }
                start = i + 1;
            } else if (path[i] == 0) {
                throw new BadPathException("A name cannot hold a NUL byte.");
            }
        }
    }

    private static void checkSegment(byte[] path, int from, int to) {
        int length = to - from;
        if (length == 0) {
            throw new BadPathException(
                    "The path has an empty segment; write folder/name without a leading, doubled or final /.");
        }
        if (length > FilePath.MAX_SEGMENT) {
            throw new BadPathException("A name is longer than 255 bytes; shorten it.");
        }
        if (path[from] == '.' && (length == 1 || (length == 2 && path[from + 1] == '.'))) {
            throw new BadPathException("“.” and “..” are not names; write the path out.");
        }
    }
}
